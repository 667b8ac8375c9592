package jacobi.tck;

import jacobi.backend.cpu.parallel.Warming;
import jacobi.op.Binary;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.op.Unary;
import jacobi.spi.HostBuffer;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs kernels in a young JVM, warms them up, and compares the bits; a program of its own, for in
/// a JVM that has run other tests nothing is cold.
final class ColdAndHot {
  private static final int LONG = 5000;
  private static final int SHORT = 130;
  private static final int ROUNDS = 40;

  /// What a test may take; on an idle machine all kernels are warm after a quarter of it.
  private static final long NANOS = 60_000_000_000L;

  private final List<PrimitiveCase> large = new ArrayList<>();
  private final List<PrimitiveCase> small = new ArrayList<>();

  private ColdAndHot() {}

  /// Prints the kernels whose bits change, one a line with the first change, then how many rounds
  /// there were; fails if there are any.
  public static void main(String[] arguments) throws InterruptedException {
    var all = new ColdAndHot();
    all.make();
    var changed = new TreeMap<String, String>();
    List<HostBuffer> cold = run(all.large);
    List<HostBuffer> coldSmall = run(all.small);
    long end = System.nanoTime() + NANOS;
    int rounds = 0;
    while ((rounds < ROUNDS || !Warming.isIdle()) && System.nanoTime() < end) {
      compare(all.large, cold, changed, "in round " + rounds);
      rounds++;
    }
    Thread.sleep(200);
    compare(all.large, cold, changed, "hot");
    compare(all.small, coldSmall, changed, "hot");
    changed.values().forEach(System.out::println);
    String warm = Warming.isIdle() ? "all kernels are warm" : "some kernels are not warm yet";
    System.out.printf("%d cases, %d rounds, %s%n", all.small.size(), rounds, warm);
    System.exit(changed.isEmpty() ? 0 : 1);
  }

  private void make() {
    for (DType dtype : Points.FLOATS) {
      for (int size = 0; size <= SHORT; size++) {
        kernels(small, dtype, size);
      }
      kernels(large, dtype, LONG);
    }
  }

  private static void kernels(List<PrimitiveCase> cases, DType dtype, int size) {
    for (Unary op : Unary.values()) {
      if (op != Unary.NOT) {
        cases.add(PrimitiveCase.of(op, reals(dtype, 1, size)));
      }
    }
    for (Binary op : Binary.values()) {
      if (!op.isBitwise()) {
        cases.add(PrimitiveCase.of(op, reals(dtype, 1, size), reals(dtype, 2, size)));
      }
    }
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      if (size > 0 || kind == Reduce.Kind.SUM) {
        cases.add(PrimitiveCase.of(new Reduce(kind, new Axes(1)), reals(dtype, 3, size)));
        cases.add(PrimitiveCase.of(new Reduce(kind, new Axes(1)), reals(dtype, 3, size, 3)));
      }
    }
    cases.add(PrimitiveCase.of(MatMul.MATMUL, reals(dtype, 4, 3, size), reals(dtype, 5, size, 5)));
  }

  private static Operand reals(DType dtype, long seed, long... sizes) {
    return Arrangement.DENSE.of(dtype, Shape.of(sizes), Values.reals(seed));
  }

  private static List<HostBuffer> run(List<PrimitiveCase> cases) {
    return cases.stream().map(item -> item.run().out().host()).toList();
  }

  private static void compare(
      List<PrimitiveCase> cases, List<HostBuffer> cold, Map<String, String> changed, String when) {
    for (int i = 0; i < cases.size(); i++) {
      HostBuffer now = cases.get(i).run().out().host();
      long at = now.segment().mismatch(cold.get(i).segment());
      if (at >= 0) {
        Op op = cases.get(i).op();
        DType dtype = cases.get(i).dtype();
        int element = (int) at / now.dtype().bytes();
        changed.putIfAbsent(
            op.name() + dtype,
            "%s of %s: element %d of %d was %s cold and is %s %s"
                .formatted(
                    op.name(),
                    dtype,
                    element,
                    now.elements(),
                    cold.get(i).asDouble(element),
                    now.asDouble(element),
                    when));
      }
    }
  }
}
