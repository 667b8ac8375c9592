package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jacobi.op.Gather;
import jacobi.op.Primitive;
import jacobi.op.ScatterAdd;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every primitive of the cpu backend against its definition, on dense, transposed, reversed,
/// repeated, broadcast and empty operands.
///
/// Small whole numbers make sums and products exact, so those agree to the bit. Integers also
/// overflow, and are divided by negative numbers and by zero.
class PrimitivesTest {
  private static final List<PrimitiveCase> ALL = PrimitiveCases.all();

  @TestFactory
  Stream<DynamicTest> everyPrimitiveAgreesWithItsDefinition() {
    Map<String, List<PrimitiveCase>> byOp =
        ALL.stream()
            .collect(
                Collectors.groupingBy(
                    item -> item.op().name() + " of " + item.dtype(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byOp.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey() + ", " + entry.getValue().size() + " cases",
                () -> entry.getValue().forEach(PrimitivesTest::agrees)));
  }

  private static void agrees(PrimitiveCase item) {
    try {
      Comparison.agrees(item);
    } catch (AssertionError wrong) {
      throw new AssertionError(item.name() + ": " + wrong.getMessage(), wrong);
    }
  }

  @Test
  void everyPrimitiveHasACase() {
    var found = new TreeSet<String>();
    ALL.forEach(item -> found.add(Members.of(item.op())));
    assertEquals(Members.all(Primitive.class), found);
  }

  @Test
  void noPrimitiveCallEndsInTheReferenceInterpreter() {
    var found = new TreeSet<String>();
    for (PrimitiveCase item : ALL) {
      if (item.run().isByReference()) {
        found.add(item.op().name() + " of " + item.dtype());
      }
    }
    assertEquals(new TreeSet<String>(), found);
  }

  @Test
  void anIndexOutOfRangeIsReportedAndTouchesNothing() {
    for (DType of : List.of(DType.I32, DType.I64)) {
      for (long wrong : new long[] {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
        Operand x = PrimitiveCases.longs(DType.F32, Shape.of(3), 5, 6, 7);
        Operand index = PrimitiveCases.longs(of, Shape.of(2), 1, wrong);
        OpCall gather = PrimitiveCase.of(new Gather(0), x, index).run();
        assertInstanceOf(IndexException.class, gather.fault());
        Operand u = PrimitiveCases.longs(DType.F32, Shape.of(2), 1, 1);
        OpCall scatter = PrimitiveCase.of(new ScatterAdd(0), x, index, u).run();
        assertInstanceOf(IndexException.class, scatter.fault());
        assertArrayEquals(new float[] {5, 6, 7}, x.floats());
      }
    }
  }
}
