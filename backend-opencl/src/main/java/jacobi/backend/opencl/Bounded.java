package jacobi.backend.opencl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// What was made for the keys that were asked for last; what is given up for another is released.
final class Bounded<K, V> implements AutoCloseable {
  private final Map<K, V> known = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;
  private final Consumer<V> release;

  Bounded(int most, Consumer<V> release) {
    this.most = most;
    this.release = release;
  }

  /// What there is for a key, or what is made.
  V of(K key, Function<K, V> make) {
    V there = known.get(key);
    if (there != null) {
      return there;
    }
    V made = make.apply(key);
    known.put(key, made);
    if (known.size() > most) {
      V eldest = known.remove(known.keySet().iterator().next());
      release.accept(eldest);
    }
    return made;
  }

  int size() {
    return known.size();
  }

  @Override
  public void close() {
    known.values().forEach(release);
    known.clear();
  }
}
