package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/**
 * record_size_limit (RFC 8449 4): bytes of plaintext the sender accepts in a record, 64..16,385.
 */
public record RecordSizeLimit(int limit) implements ExtensionBody {
  static RecordSizeLimit decode(ByteReader in) throws MalformedException {
    return new RecordSizeLimit(in.uint16("record_size_limit"));
  }
}
