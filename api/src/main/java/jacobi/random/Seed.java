package jacobi.random;

/// Names a stream of random numbers; seeds of parts are derived by name, so that adding a part
/// never changes the numbers of another.
///
/// ```java
/// Seed model = Seed.of(42);
/// Seed hidden = model.at("hidden");
/// ```
public record Seed(long key) {

  /// The seed of a number. Nearby numbers give unrelated streams.
  public static Seed of(long number) {
    return new Seed(mix(number));
  }

  /// The seed of a named part.
  public Seed at(String part) {
    long hash = key;
    for (int i = 0; i < part.length(); i++) {
      hash = mix(hash ^ part.charAt(i));
    }
    return new Seed(mix(hash ^ (0x5EEDL << 32 | part.length())));
  }

  /// The seed of a numbered part: an epoch, a layer, a sample.
  public Seed at(long part) {
    return new Seed(mix(mix(key) ^ part));
  }

  /// The host's stream of this seed, at its start.
  public Stream stream() {
    return new Stream(key);
  }

  /// Two output words of a Philox block: a bijection-like mixing of 64 bits.
  private static long mix(long value) {
    int[] words = new int[4];
    Philox.block(value, 0x4A61636F6269L, words, 0);
    return ((long) words[0] << 32) | (words[1] & 0xFFFFFFFFL);
  }
}
