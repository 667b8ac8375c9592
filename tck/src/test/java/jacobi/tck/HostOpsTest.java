package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.HostDefault;
import jacobi.random.Philox;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The ops that the host computes unless a driver claims them are exact either way.
class HostOpsTest {
  private static final double[] MEMBERS = {
    Double.NaN, 0, -0.0, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, 2, 2
  };

  private static final List<HostDefault> OPS =
      List.of(
          new HostDefault.RandomBits(Shape.of(3, 43)),
          new HostDefault.RandomBits(Shape.of(40_003)),
          new HostDefault.RandomBits(Shape.of(2)),
          new HostDefault.RandomBits(Shape.of(0)),
          new HostDefault.RandomBits(Shape.SCALAR),
          new HostDefault.SortIndices(0, false),
          new HostDefault.SortIndices(1, true));

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Test
  void everyHostOpHasACase() {
    var found = OPS.stream().map(Members::of).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Members.all(HostDefault.class), found);
  }

  @Test
  void hostOpsAreExact() {
    for (HostDefault op : OPS) {
      session.run(() -> {
        switch (op) {
          case HostDefault.RandomBits bits -> random(bits);
          case HostDefault.SortIndices sort -> sorts(sort);
        }
        return null;
      });
    }
  }

  /// Words of the stream from any start, across its blocks of four and across 32 bits.
  private static void random(HostDefault.RandomBits op) {
    for (long start : new long[] {0, 1, 6, (1L << 32) - 5, 1L << 40}) {
      long key = 0x1234_5678_9ABC_DEFL * (start + 1);
      Tensor state = Jacobi.tensor(new long[] {key, start}, 2);
      int[] found = session.engine().apply(op, state).toInts();
      int[] block = new int[4];
      for (int i = 0; i < found.length; i++) {
        Philox.block((start + i) >>> 2, key, block, 0);
        assertEquals(block[(int) (start + i & 3)], found[i], "word " + i + " from " + start);
      }
    }
  }

  private static void sorts(HostDefault.SortIndices op) {
    double[] elements = new double[7 * 33];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = MEMBERS[i * 7 % 31 % MEMBERS.length];
    }
    Tensor x = Jacobi.tensor(elements, 7, 33);
    for (DType dtype : List.of(DType.F64, DType.F32, DType.I64, DType.I32)) {
      sort(op, x.cast(dtype));
      sort(op, x.cast(dtype).transpose());
      sort(op, x.cast(dtype).flip(0, 1));
    }
  }

  private static void sort(HostDefault.SortIndices op, Tensor x) {
    Tensor lines = op.axis() == 1 ? x : x.transpose();
    Tensor order = session.engine().apply(op, x);
    long[] found = (op.axis() == 1 ? order : order.transpose()).toLongs();
    double[] elements = lines.cast(DType.F64).toDoubles();
    int size = (int) lines.size(1);
    for (int line = 0; line < lines.size(0); line++) {
      int from = line * size;
      // Adding 0 makes −0 equal to 0; NaN is the greatest; the sort is stable.
      Comparator<Integer> least = Comparator.comparingDouble(i -> elements[from + i] + 0.0);
      long[] expected =
          IntStream.range(0, size)
              .boxed()
              .sorted(op.descending() ? least.reversed() : least)
              .mapToLong(Integer::longValue)
              .toArray();
      assertArrayEquals(expected, Arrays.copyOfRange(found, from, from + size), x.spec() + " line");
    }
  }
}
