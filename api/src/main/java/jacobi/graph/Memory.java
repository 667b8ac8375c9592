package jacobi.graph;

import jacobi.type.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which buffer each value of a graph lies in: found once, before anything runs.
///
/// Values share a buffer if they are not needed at the same time. Long ones choose first, each the
/// first buffer that is free for as long as it is needed.
///
/// @param buffers element type and size of each
/// @param of the buffer of each value that has one
/// @param scratch the buffer of each step that asked for scratch
public record Memory(
    List<Buffer> buffers, Map<Integer, Integer> of, Map<Integer, Integer> scratch) {
  /// Lists and maps are copied.
  public Memory {
    buffers = List.copyOf(buffers);
    of = Map.copyOf(of);
    scratch = Map.copyOf(scratch);
  }

  /// A buffer.
  public record Buffer(DType dtype, long elements) {
    long bytes() {
      return elements * dtype.bytes();
    }
  }

  /// Bytes of all buffers.
  public long bytes() {
    return buffers.stream().mapToLong(Buffer::bytes).sum();
  }

  /// A value or scratch, and from which step to which it is needed.
  static final class Need {
    final DType dtype;
    final long elements;
    final int from;
    int to;

    Need(DType dtype, long elements, int from, int to) {
      this.dtype = dtype;
      this.elements = elements;
      this.from = from;
      this.to = to;
    }

    private boolean meets(Need other) {
      return from <= other.to && other.from <= to;
    }
  }

  /// @param needs what values need; values that take each other's place have one need
  /// @param scratch what steps need
  static Memory of(Map<Integer, Need> needs, Map<Integer, Need> scratch) {
    List<Need> all = new ArrayList<>();
    needs.values().stream().distinct().forEach(all::add);
    all.addAll(scratch.values());
    all.sort((a, b) -> {
      int size = Long.compare(b.elements * b.dtype.bytes(), a.elements * a.dtype.bytes());
      return size != 0 ? size : Integer.compare(a.from, b.from);
    });
    List<List<Need>> shared = new ArrayList<>();
    Map<Need, Integer> chosen = new HashMap<>();
    for (Need need : all) {
      int at = 0;
      while (at < shared.size() && !fits(need, shared.get(at))) {
        at++;
      }
      if (at == shared.size()) {
        shared.add(new ArrayList<>());
      }
      shared.get(at).add(need);
      chosen.put(need, at);
    }
    List<Buffer> buffers = new ArrayList<>();
    for (List<Need> sharers : shared) {
      buffers.add(new Buffer(sharers.getFirst().dtype, sharers.getFirst().elements));
    }
    Map<Integer, Integer> of = new HashMap<>();
    needs.forEach((place, need) -> of.put(place, chosen.get(need)));
    Map<Integer, Integer> rooms = new HashMap<>();
    scratch.forEach((step, need) -> rooms.put(step, chosen.get(need)));
    return new Memory(buffers, of, rooms);
  }

  private static boolean fits(Need need, List<Need> sharers) {
    return sharers.getFirst().dtype == need.dtype && sharers.stream().noneMatch(need::meets);
  }
}
