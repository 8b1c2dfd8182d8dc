package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.TokenBindingKeyParameters;
import java.util.List;

/**
 * token_binding (RFC 8472 2).
 *
 * @param major version
 * @param minor version
 * @param keyParameters most preferred first
 */
public record TokenBinding(int major, int minor, List<TokenBindingKeyParameters> keyParameters)
    implements ExtensionBody {
  public TokenBinding {
    keyParameters = List.copyOf(keyParameters);
  }

  static TokenBinding decode(ByteReader in) throws MalformedException {
    return new TokenBinding(
        in.uint8("major"),
        in.uint8("minor"),
        Vectors.list(
            in.vector8("key_parameters_list"),
            v -> new TokenBindingKeyParameters(v.uint8("key_parameters"))));
  }
}
