import jacobi.Gradients;
import jacobi.Jacobi;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Safetensors.Entry;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Carries out the calls of a file, and writes down what comes of them: `java Parity.java FROM TO`.
///
/// Call number `i` is the metadata `i`, such as `conv2d stride=2 #0,1`: the op, its attributes and
/// which operands are differentiated. Its operands are the arrays `i.in.k`. Written are the results
/// `i.y.k`; the gradients `i.g.j` of their products with the cotangents `i.u.k`; and, where there
/// are cotangents `i.w.j` of those, the second derivatives `i.h.j`.
final class Parity {
  private final Map<String, Entry> from;
  private final Map<String, Entry> to = new LinkedHashMap<>();
  private final Map<String, String> failed = new TreeMap<>();

  private Parity(Map<String, Entry> from) {
    this.from = from;
  }

  public static void main(String... args) {
    Safetensors file = Safetensors.read(Path.of(args[0]));
    var parity = new Parity(file.arrays());
    file.metadata().forEach((name, call) -> parity.carryOut(name, Call.of(call)));
    parity.failed.put("device", Jacobi.session().device());
    new Safetensors(parity.failed, parity.to).write(Path.of(args[1]));
  }

  private void carryOut(String name, Call call) {
    try {
      run(name, call);
    } catch (RuntimeException wrong) {
      failed.put(name, wrong.toString());
    }
  }

  private void run(String name, Call call) {
    List<Tensor> in = tensors(name + ".in.");
    List<Tensor> watched = new ArrayList<>();
    for (int i : call.differentiated()) {
      in.set(i, in.get(i).watch());
      watched.add(in.get(i));
    }
    List<Tensor> results = Ops.run(call, in);
    write(name + ".y.", results);
    Tensor loss = product(results, tensors(name + ".u."));
    if (loss == null) {
      return;
    }
    List<Tensor> seconds = tensors(name + ".w.");
    Gradients gradients = Jacobi.gradients(loss).orZeros();
    List<Tensor> g = (seconds.isEmpty() ? gradients : gradients.recorded()).of(watched);
    write(name + ".g.", g);
    Tensor next = product(g, seconds);
    if (next != null) {
      write(name + ".h.", Jacobi.gradients(next).orZeros().of(watched));
    }
  }

  /// `Σ ⟨y, u⟩` of results that are floats, null of no cotangents.
  private static Tensor product(List<Tensor> ys, List<Tensor> us) {
    Tensor sum = null;
    for (int i = 0; i < us.size(); i++) {
      Tensor term = ys.get(i).mul(us.get(i)).sum();
      sum = sum == null ? term : sum.add(term);
    }
    return sum;
  }

  private List<Tensor> tensors(String prefix) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; from.containsKey(prefix + i); i++) {
      tensors.add(tensor(from.get(prefix + i)));
    }
    return tensors;
  }

  private static Tensor tensor(Entry entry) {
    ByteBuffer bytes = entry.bytes();
    int count = (int) entry.shape().elements();
    Tensor flat =
        switch (entry.dtype()) {
          case F64 -> {
            double[] values = new double[count];
            bytes.asDoubleBuffer().get(values);
            yield Jacobi.tensor(values);
          }
          case F32 -> {
            float[] values = new float[count];
            bytes.asFloatBuffer().get(values);
            yield Jacobi.tensor(values);
          }
          case I64 -> {
            long[] values = new long[count];
            bytes.asLongBuffer().get(values);
            yield Jacobi.tensor(values);
          }
          default -> throw new IllegalArgumentException("an array of " + entry.dtype());
        };
    return flat.reshape(entry.shape());
  }

  private void write(String prefix, List<Tensor> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      to.put(prefix + i, entry(tensors.get(i).detach()));
    }
  }

  /// Numbers as doubles, whatever they are.
  private static Entry entry(Tensor x) {
    double[] values = x.cast(DType.F64).toDoubles();
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return new Entry(DType.F64, Shape.of(x.shape().sizes()), bytes);
  }

  /// The results of an op with several, as one list.
  static List<Tensor> list(Tensor... tensors) {
    return List.of(tensors);
  }

  /// A whole tensor of the type of another.
  static Tensor one(Tensor like, double value) {
    return Functions.full(like, like.spec(), value);
  }
}
