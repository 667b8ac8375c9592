package jacobi.tck.cases;

import java.util.List;

/// How large operands are.
public enum Scale {
  /// A few elements: every one of them can be moved by itself.
  TINY,
  /// Around vector widths, unrolled loops and blocks, and nothing at all.
  EDGES,
  /// Many: several threads have their part.
  MANY;

  /// Sizes of the axis that matters, the simplest first.
  List<Long> main() {
    return switch (this) {
      case TINY -> List.of(2L, 1L, 3L, 4L);
      case EDGES ->
          List.of(
              1L, 2L, 3L, 5L, 7L, 8L, 9L, 0L, 15L, 16L, 17L, 31L, 32L, 33L, 63L, 64L, 65L, 127L,
              128L, 129L, 255L, 257L, 1023L, 1025L, 4098L);
      case MANY -> List.of(70_001L, 2003L);
    };
  }

  /// Sizes of axes of which there are several, none of them zero.
  List<Long> several(int most) {
    return switch (this) {
      case TINY -> java.util.stream.LongStream.rangeClosed(1, most).boxed().toList();
      case EDGES -> List.of(1L, 2L, 3L, 4L, 5L, 8L, 9L, 13L, 17L);
      case MANY -> List.of(2L, 3L, 5L);
    };
  }

  /// Sizes of two axes that make a plane.
  List<Long> side() {
    return switch (this) {
      case TINY -> List.of(2L, 1L, 3L);
      case EDGES -> List.of(1L, 2L, 3L, 12L, 17L, 33L, 65L, 97L, 130L);
      case MANY -> List.of(300L);
    };
  }

  /// How many elements an operand of any shape may have.
  long room() {
    return switch (this) {
      case TINY -> 12;
      case EDGES -> 1 << 14;
      case MANY -> 1 << 17;
    };
  }

  /// Sizes of further axes.
  List<Long> other() {
    return switch (this) {
      case TINY -> List.of(2L, 1L, 3L);
      case EDGES -> List.of(1L, 2L, 3L, 5L, 9L);
      case MANY -> List.of(40L, 2L);
    };
  }
}
