package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/**
 * pre_shared_key of a ServerHello (RFC 8446 4.2.11): the index of the identity chosen, 0..65,535.
 */
public record SelectedPsk(int selectedIdentity) implements ExtensionBody {
  static SelectedPsk decode(ByteReader in) throws MalformedException {
    return new SelectedPsk(in.uint16("selected_identity"));
  }
}
