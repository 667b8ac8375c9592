package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Fill;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.spi.Buffer;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The kernel of a chain gives the bits of its ops one after the other, on random chains, on
/// special values, on operands that are dense, stand still, go backwards or are parts of larger
/// ones; by the kernels for processors and those for GPUs.
class ChainBitsTest {
  private static final int CHAINS = 10;
  private static final Shape SHAPE = Shape.of(3, 5, 67);
  private static final int ROOM = 3 * 5 * 67 * 2 + 7;
  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, 1e-45, -1e-40, 3e38, Double.POSITIVE_INFINITY, Double.NaN, 88.7, 3e9, 0.625
  };

  private final List<Buffer> buffers = new ArrayList<>();
  private OpenClDevice device;
  private OpenClDriver driver;
  private Queue queue;

  @BeforeEach
  void open() {
    device = Present.device();
    start(device);
  }

  private void start(OpenClDevice on) {
    driver = new OpenClDriver(on, null, Blocks.STANDARD);
    queue = driver.openQueue();
  }

  @AfterEach
  void close() {
    if (driver != null) {
      buffers.forEach(driver::free);
      queue.close();
      driver.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"F32,false", "F32,true", "F64,false", "I32,false", "I64,false", "I8,false"})
  void aChainHasTheBitsOfItsOps(DType dtype, boolean gpu) {
    if (gpu) {
      close();
      start(device.asGpu());
    }
    assumeTrue(driver.info().dtypes().contains(dtype), "no " + dtype);
    for (int number = 0; number < CHAINS; number++) {
      Stream stream = Seed.of(number).at(dtype.name()).stream();
      ElementwiseChain chain = chain(stream, dtype);
      Operand[] in = {
        operand(dtype, SHAPE.layout(), stream),
        operand(dtype, Layout.of(SHAPE, new long[] {0, 67, 1}, 3), stream),
        operand(dtype, Layout.of(SHAPE, new long[] {5, 1, 0}, 0), stream),
        operand(dtype, Layout.of(SHAPE, new long[] {335, -67, 2}, 268), stream)
      };
      compare(number + ": " + chain, chain, in);
    }
  }

  /// What a number is stands in an argument: chains that differ in it share a program.
  @Test
  void numbersAndShapesMakeNoPrograms() {
    Programs programs = driver.programs();
    Stream stream = Seed.of(1).stream();
    for (int k = 1; k <= 3; k++) {
      var full = Fill.Full.of(DType.F32, Shape.of(k, 7), k);
      var chain =
          new ElementwiseChain(
              1,
              List.of(new Link(full, List.of()), new Link(Binary.MUL, List.of(0, 1))),
              List.of(1));
      int before = programs.count();
      Operand x = operand(DType.F32, Shape.of(k, 7).layout(), stream);
      run(chain, x);
      assertEquals(k == 1 ? 1 : 0, programs.count() - before, "programs of the " + k + "th");
    }
  }

  /// A kernel is given up for another, and made again when it is asked for again.
  @Test
  void asManyAreKeptAsIsSaid() {
    List<String> released = new ArrayList<>();
    try (var kept = new Bounded<Integer, String>(2, released::add)) {
      for (int key : new int[] {1, 2, 1, 3, 2}) {
        kept.of(key, "made for %d"::formatted);
      }
      assertEquals(2, kept.size());
      assertEquals(List.of("made for 2", "made for 1"), released);
    }
    assertEquals(4, released.size());
  }

  @Test
  void tooManyArraysAreDeclined() {
    List<Link> links = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    List<OpSpec.In> in = new ArrayList<>();
    for (int k = 0; k < 30; k++) {
      links.add(new Link(Unary.NEG, List.of(k)));
      results.add(k);
      in.add(new OpSpec.In(DType.F32, SHAPE.layout()));
    }
    var chain = new ElementwiseChain(30, links, results);
    assertInstanceOf(Support.Decline.class, driver.supports(spec(chain, in)));
  }

  private static OpSpec spec(Op op, List<OpSpec.In> in) {
    List<Spec> specs = new ArrayList<>();
    in.forEach(x -> specs.add(new Spec(x.dtype(), x.layout().shape())));
    return new OpSpec(op, in, op.infer(specs));
  }

  private void compare(String name, ElementwiseChain chain, Operand... in) {
    List<Operand> all = new ArrayList<>(List.of(in));
    for (Link link : chain.links()) {
      Operand[] operands = link.in().stream().map(all::get).toArray(Operand[]::new);
      all.add(run(link.op(), operands)[0]);
    }
    Operand[] found = run(chain, in);
    for (int k = 0; k < found.length; k++) {
      Operand expected = all.get(chain.operands() + chain.results().get(k));
      assertArrayEquals(bytes(expected), bytes(found[k]), name + ", result " + k);
    }
  }

  private Operand[] run(Op op, Operand... in) {
    List<OpSpec.In> ins = new ArrayList<>();
    for (Operand x : in) {
      ins.add(new OpSpec.In(x.dtype(), x.layout()));
    }
    OpSpec spec = spec(op, ins);
    var support = driver.supports(spec);
    Operand[] dense = in.clone();
    if (assertInstanceOf(Support.Native.class, support, op + ": " + support)
        .needs()
        .isContiguous()) {
      for (int k = 0; k < in.length; k++) {
        dense[k] = isDense(in[k]) ? in[k] : run(Copy.Plain.COPY, in[k])[0];
      }
    }
    Operand[] out = new Operand[spec.out().size()];
    for (int k = 0; k < out.length; k++) {
      Shape shape = spec.out().get(k).shape();
      out[k] = new Operand(buffer(spec.out().get(k).dtype(), shape.elements()), shape.layout());
    }
    driver.prepare(new OpCall(op, dense, out, null), queue).run();
    return out;
  }

  private static boolean isDense(Operand x) {
    return x.layout().equals(x.shape().layout());
  }

  private Buffer buffer(DType dtype, long elements) {
    Buffer made = driver.allocate(dtype, elements);
    buffers.add(made);
    return made;
  }

  private byte[] bytes(Operand dense) {
    HostBuffer host = HostBuffer.of(dense.dtype(), dense.shape().elements());
    driver.download(dense.buffer(), 0, host.segment(), queue);
    return host.segment().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
  }

  private Operand operand(DType dtype, Layout layout, Stream stream) {
    HostBuffer host = HostBuffer.of(dtype, ROOM);
    for (int i = 0; i < ROOM; i++) {
      double drawn = stream.nextInt(-4000, 4000) / 128.0;
      boolean special = dtype.isFloat() && stream.nextInt(4) == 0;
      if (dtype.isFloat()) {
        host.setDouble(i, special ? SPECIAL[stream.nextInt(SPECIAL.length)] : drawn);
      } else {
        host.setLong(i, stream.nextInt(-128, 128));
      }
    }
    Buffer made = buffer(dtype, ROOM);
    driver.upload(host.segment(), made, 0, queue);
    return new Operand(made, layout);
  }

  /// A chain of 4 to 15 ops on what came before; the last two are results.
  private static ElementwiseChain chain(Stream stream, DType dtype) {
    List<Link> links = new ArrayList<>();
    List<DType> types = new ArrayList<>(List.of(dtype, dtype, dtype, dtype));
    int count = 4 + stream.nextInt(12);
    while (links.size() < count) {
      int a = of(types, dtype, stream);
      int b = of(types, dtype, stream);
      int truth = types.lastIndexOf(DType.BOOL);
      Link link = link(stream, dtype, a, b, truth);
      links.add(link);
      boolean compares = link.op() instanceof Binary op && op.isComparison();
      boolean negates =
          link.op() == Unary.NOT && dtype.isFloat() || link.in().equals(List.of(truth));
      boolean casts = link.op() instanceof Copy.Cast;
      types.add(!casts && (compares || negates) ? DType.BOOL : dtype);
    }
    return new ElementwiseChain(4, links, List.of(count - 2, count - 1));
  }

  private static int of(List<DType> types, DType dtype, Stream stream) {
    int place = stream.nextInt(types.size());
    return types.get(place) == dtype ? place : stream.nextInt(4);
  }

  private static Link link(Stream stream, DType dtype, int a, int b, int truth) {
    List<Binary> pairs =
        List.of(Binary.ADD, Binary.SUB, Binary.MUL, Binary.DIV, Binary.REM, Binary.MAX, Binary.MIN);
    return switch (stream.nextInt(8)) {
      case 0 -> new Link(stream.nextInt(2) == 0 ? Binary.LT : Binary.EQ, List.of(a, b));
      case 1 ->
          truth < 0
              ? new Link(Binary.LE, List.of(a, b))
              : new Link(Where.WHERE, List.of(truth, a, b));
      case 2 ->
          truth < 0
              ? new Link(new Copy.Cast(dtype), List.of(a))
              : new Link(new Copy.Cast(dtype), List.of(truth));
      case 3 -> new Link(Fill.Full.of(dtype, SHAPE, stream.nextInt(-100, 100)), List.of());
      case 4 -> new Link(unary(stream, dtype), List.of(a));
      case 5 -> activation(stream, dtype, a, b);
      default -> new Link(pairs.get(stream.nextInt(pairs.size())), List.of(a, b));
    };
  }

  private static Link activation(Stream stream, DType dtype, int a, int b) {
    if (dtype != DType.F32) {
      return new Link(Binary.MUL, List.of(a, b));
    }
    Activation f = Activation.values()[stream.nextInt(Activation.values().length)];
    return stream.nextInt(2) == 0
        ? new Link(f, List.of(a))
        : new Link(new ActivationBackward(f), List.of(a, b));
  }

  private static Unary unary(Stream stream, DType dtype) {
    List<Unary> all =
        dtype.isFloat()
            ? List.of(
                Unary.EXP,
                Unary.LOG,
                Unary.SQRT,
                Unary.TANH,
                Unary.ERF,
                Unary.SIN,
                Unary.EXPM1,
                Unary.LOG1P,
                Unary.COS,
                Unary.ROUND)
            : List.of(Unary.NEG, Unary.ABS, Unary.SIGN, Unary.NOT);
    return all.get(stream.nextInt(all.size()));
  }
}
