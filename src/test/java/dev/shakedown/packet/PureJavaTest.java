package dev.shakedown.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What pcap4j does for us needs neither libpcap nor native code. */
class PureJavaTest {
  /** JNA's class that names the operating system; pure Java, asked by pcap4j's static factory. */
  private static final String PLATFORM = "com.sun.jna.Platform";

  @Test
  void decodesThroughPcap4jWithoutItsNativeHalf() throws Exception {
    try (Watching loader = new Watching(classPath())) {
      Class<?> decoded = loader.loadClass(Decoded.class.getName());
      Constructor<?> constructor = decoded.getDeclaredConstructor();
      Method add = decoded.getDeclaredMethod("add", int.class, byte[].class);
      constructor.setAccessible(true);
      add.setAccessible(true);
      byte[] llcAndSnap = Decoded.hex("aaaa03 000000 0806" + "00".repeat(28));
      add.invoke(constructor.newInstance(), 100, llcAndSnap);
      assertTrue(loader.asked.contains("org.pcap4j.packet.LlcPacket"));
      loader.asked.removeIf(PureJavaTest::isHarmless);
      assertEquals(List.of(), List.copyOf(loader.asked));
    }
  }

  private static boolean isHarmless(String name) {
    boolean nativeHalf = name.startsWith("com.sun.jna.") || name.startsWith("org.pcap4j.core.");
    return !nativeHalf || name.equals(PLATFORM);
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** Loads everything anew and notes what it was asked for. */
  private static final class Watching extends URLClassLoader {
    private final TreeSet<String> asked = new TreeSet<>();

    Watching(URL[] urls) {
      super(urls, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      return super.loadClass(name, resolve);
    }
  }
}
