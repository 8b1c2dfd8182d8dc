package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.NamedGroup;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever writes a capture can choose keys of one hash. A map finds them by their order if they
 * have one; else it looks at each, and a capture of a few megabytes takes hours.
 */
class MapKeysTest {
  private static final Path CLASSES = Path.of("target/classes");

  /**
   * Keys of tables that are written in the code; what is looked up there has few to compare with.
   */
  private static final Set<Type> CODE_POINTS =
      Set.of(AlertDescription.class, HandshakeType.class, ExtensionType.class, NamedGroup.class);

  /** Maps that hold few keys, or none that the input chooses, and why. */
  private static final Map<String, String> SMALL =
      Map.of(
          "diagnosis.negotiation.ServerProfiles$Gathered.answered", "eight offers of a server",
          "diagnosis.negotiation.ServerProfiles$Gathered.refused", "eight offers of a server",
          "diagnosis.groups.Patterns.taken", "told apart by identity",
          "bigip.DptTrailer.DECODERS", "written in the code",
          "bigip.TrailerCopy.DPT", "written in the code",
          "tls.TlsSession.SPEAKERS", "written in the code",
          "tls.x509.PathValidation.UNDERSTOOD", "written in the code",
          "bytes.MixedKeys.byType", "a few types of the code",
          "cli.CaptureRun.known", "files that the system tells apart");

  @Test
  void keysHaveAnOrder() throws IOException {
    List<String> without = new ArrayList<>();
    int maps = 0;
    for (Class<?> type : types()) {
      for (Field field : type.getDeclaredFields()) {
        if (isKeyed(field)) {
          maps++;
          Type key = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
          if (!isOrdered(key) && !CODE_POINTS.contains(key)) {
            String name = type.getName() + "." + field.getName();
            without.add(name.substring("dev.shakedown.".length()));
          }
        }
      }
    }
    assertTrue(maps > 50, "maps: " + maps);
    assertEquals(
        SMALL.keySet().stream().sorted().toList(),
        without.stream().sorted().toList(),
        "maps whose keys have no order");
  }

  private static List<Class<?>> types() throws IOException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES.resolve("dev/shakedown"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name = CLASSES.relativize(file).toString().replace(".class", "");
        types.add(Class.forName(name.replace('/', '.').replace('\\', '.'), false, loader()));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return types;
  }

  private static ClassLoader loader() {
    return MapKeysTest.class.getClassLoader();
  }

  private static boolean isKeyed(Field field) {
    Class<?> type = field.getType();
    return (Map.class.isAssignableFrom(type) || Set.class.isAssignableFrom(type))
        && !IdentityHashMap.class.isAssignableFrom(type)
        && field.getGenericType() instanceof ParameterizedType;
  }

  /** A key that is generic itself may be a Comparable of any kind. */
  private static boolean isOrdered(Type key) {
    Type raw = key instanceof ParameterizedType generic ? generic.getRawType() : key;
    return raw instanceof Class<?> type && Comparable.class.isAssignableFrom(type);
  }
}
