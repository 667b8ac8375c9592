package jacobi.backend.cpu.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Fill;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A chain's scalar code, and its vector code of 512, 256 and 128 bits, give the bits of its ops
/// one after the other, on random chains, at sizes around the vectors' and on special values.
class ChainBitsTest {
  private static final int CHAINS = 60;
  private static final int OPERANDS = 4;
  private static final int[] SIZES = {1, 7, 8, 16, 17, 33, 67};
  private static final int ROOM = 96;
  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, 1e-45, -1e-40, 3e38, Double.POSITIVE_INFINITY, Double.NaN, 88.7, 3e9, 0.625
  };

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F64", "I32"})
  void allCodeGivesTheBitsOfTheOps(DType dtype) {
    int vectors = 0;
    for (int number = 0; number < CHAINS; number++) {
      Stream stream = Seed.of(number).at(dtype.name()).stream();
      ElementwiseChain chain = chain(stream, dtype);
      int constants = number % 3 == 0 ? 1 << OPERANDS - 1 : 0;
      var whole = new ChainFormula(chain, inputs(dtype));
      SweepFormula formula = whole.sweep(constants);
      List<Sweep> codes = new ArrayList<>(List.of(new SweepGenerator(formula).scalar()));
      for (int bits : new int[] {512, 256, 128}) {
        int lanes = whole.lanes(bits, constants);
        if (lanes > 0 && Gemm.vectorApi()) {
          codes.add(new SweepGenerator(formula).vector(lanes));
          vectors++;
        }
      }
      Sweep tiles = new ChainTiles(chain, whole, constants);
      compare(number + ": " + chain, whole, tiles, codes, stream);
    }
    assertTrue(vectors > CHAINS || !Gemm.vectorApi(), vectors + " chains have vector code");
  }

  private static List<Element> inputs(DType dtype) {
    Element type = Element.of(dtype);
    return List.of(type, type, type, type);
  }

  private static void compare(
      String name, ChainFormula whole, Sweep tiles, List<Sweep> codes, Stream stream) {
    int results = whole.out().size();
    List<Element> types = new ArrayList<>(whole.out());
    types.addAll(whole.types().subList(0, OPERANDS));
    for (int n : SIZES) {
      long seed = stream.nextInt(1 << 20);
      Object[] right = arrays(types, results, Seed.of(seed).stream(), n % 2 == 0);
      int[] at = new int[right.length];
      for (int k = 0; k < at.length; k++) {
        at[k] = k * 3 % 5;
      }
      tiles.run(right, at, n);
      for (int code = 0; code < codes.size(); code++) {
        Object[] found = arrays(types, results, Seed.of(seed).stream(), n % 2 == 0);
        codes.get(code).run(found, at, n);
        for (int k = 0; k < results; k++) {
          for (int i = 0; i < ROOM; i++) {
            String where = "%s: code %d, n %d, result %d, place %d".formatted(name, code, n, k, i);
            assertEquals(Array.get(right[k], i), Array.get(found[k], i), where);
          }
        }
      }
    }
  }

  private static Object[] arrays(List<Element> types, int results, Stream stream, boolean odd) {
    Object[] arrays = new Object[types.size()];
    for (int k = 0; k < arrays.length; k++) {
      arrays[k] = types.get(k).newArray(ROOM);
      for (int i = 0; k >= results && i < ROOM; i++) {
        double drawn = stream.nextInt(-4000, 4000) / 128.0;
        boolean special = odd && stream.nextInt(4) == 0;
        types.get(k).set(arrays[k], i, special ? SPECIAL[stream.nextInt(SPECIAL.length)] : drawn);
      }
    }
    return arrays;
  }

  /// A chain of 2 to 12 ops on what came before; the last two are results.
  private static ElementwiseChain chain(Stream stream, DType dtype) {
    List<Link> links = new ArrayList<>();
    List<DType> types = new ArrayList<>(List.of(dtype, dtype, dtype, dtype));
    int count = 2 + stream.nextInt(11);
    while (links.size() < count) {
      int a = of(types, dtype, stream);
      int b = of(types, dtype, stream);
      int truth = types.lastIndexOf(DType.BOOL);
      boolean mayBeNumber = links.size() < count - 2;
      Link link = link(stream.nextInt(mayBeNumber ? 12 : 11), dtype, a, b, truth);
      links.add(link);
      boolean compares = link.op() instanceof Binary op && op.isComparison();
      boolean negates = link.op() == Unary.NOT || link.in().equals(List.of(truth, truth));
      types.add(compares || negates ? DType.BOOL : dtype);
    }
    return new ElementwiseChain(OPERANDS, links, List.of(count - 2, count - 1));
  }

  private static int of(List<DType> types, DType dtype, Stream stream) {
    int place = stream.nextInt(types.size());
    return types.get(place) == dtype ? place : stream.nextInt(OPERANDS);
  }

  private static Link link(int kind, DType dtype, int a, int b, int truth) {
    boolean isFloat = dtype == DType.F32;
    return switch (kind) {
      case 0, 1 -> new Link(Binary.LT, List.of(a, b));
      case 2 -> new Link(Binary.EQ, List.of(a, b));
      case 3 ->
          truth < 0 ? new Link(Binary.LE, List.of(a, b)) : new Link(Unary.NOT, List.of(truth));
      case 4 ->
          truth < 0
              ? new Link(Binary.MAX, List.of(a, b))
              : new Link(Where.WHERE, List.of(truth, a, b));
      case 5 ->
          truth < 0
              ? new Link(Binary.MIN, List.of(a, b))
              : new Link(new Copy.Cast(dtype), List.of(truth));
      case 6 -> new Link(isFloat ? Unary.TANH : Unary.ABS, List.of(a));
      case 7 -> new Link(isFloat ? Activation.GELU_TANH : Unary.NEG, List.of(a));
      case 8 ->
          isFloat
              ? new Link(new ActivationBackward(Activation.RELU), List.of(a, b))
              : new Link(Binary.MAX, List.of(a, b));
      case 9 -> new Link(isFloat ? Unary.SIN : Binary.SUB, isFloat ? List.of(a) : List.of(a, b));
      case 10 -> new Link(Binary.MUL, List.of(a, b));
      case 11 -> new Link(Fill.Full.of(dtype, Shape.SCALAR, 3), List.of());
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }
}
