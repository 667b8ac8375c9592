package jacobi.backend.opencl;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Fill;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Spec;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.type.DType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Writes the kernel of a chain: a loop in which each op is the function that its own kernel
/// applies, so the bits are those of the ops one after the other.
///
/// What differs between chains of one kind is left out: shapes, and numbers, which are arguments.
/// So the text is the key by which programs are known.
final class ChainSource {
  /// The name of every chain's kernel.
  static final String KERNEL = "CHAIN";

  private final ElementwiseChain chain;
  private final List<DType> types;
  private final Walk walk;
  private final StringBuilder text = new StringBuilder();
  private int numbers;

  private ChainSource(ElementwiseChain chain, List<Spec> in, Walk walk) {
    this.chain = chain;
    this.types = chain.specs(in).stream().map(Spec::dtype).toList();
    this.walk = walk;
  }

  /// The source for operands whose rows go on as `walk` says.
  static Source of(ElementwiseChain chain, List<Spec> in, Walk walk) {
    var writer = new ChainSource(chain, in, walk);
    writer.functions();
    writer.kernel();
    int arrays = in.size() + chain.results().size();
    return Source.of(
        "a chain of " + chain.links().size() + " ops",
        writer.text.toString(),
        "-DOPERANDS=%d -DAXES=%d".formatted(arrays, Walk.CHAIN_AXES));
  }

  /// The functions of all element types that there are.
  private void functions() {
    text.append(Source.resource("chain.cl"));
    Set<DType> present = EnumSet.copyOf(types);
    for (DType type : present) {
      String[] options = Program.ELEMENTWISE.options(type).substring(2).split(" -D", -1);
      for (String option : options) {
        text.append("#define ").append(option.replace('=', ' ')).append('\n');
      }
      text.append(Source.resource("formulas.cl"));
      for (String option : options) {
        text.append("#undef ").append(option.split("=", 2)[0]).append('\n');
      }
    }
    if (chain.links().stream().anyMatch(link -> isActivation(link.op()))) {
      text.append(Source.resource("activations.cl"));
    }
    text.append(Source.part("chain", ""));
  }

  static boolean isActivation(Op op) {
    return op instanceof Activation || op instanceof ActivationBackward;
  }

  private void kernel() {
    String body = body();
    if (numbers > 0) {
      text.append("typedef struct {\n  int word[%d];\n} Numbers;\n\n".formatted(2 * numbers));
    }
    text.append("KERNEL ").append(KERNEL).append("(\n");
    int operands = chain.operands();
    for (int k = 0; k < operands; k++) {
      line("    global const %s *restrict x%d,", type(k), k);
    }
    for (int k = 0; k < chain.results().size(); k++) {
      line("    global %s *restrict y%d,", type(result(k)), k);
    }
    line("    const Walk w%s) {", numbers > 0 ? ", const Numbers n" : "");
    line("  EACH(w, item) {");
    rows();
    for (int k = 0; k < operands; k++) {
      if (walk.step(k) == 0) {
        line("    %s v%d = p%d[0];", type(k), k, k);
      }
    }
    line("    for (int i = from; i < to; i++) {");
    text.append(body);
    text.append("    }\n  }\n}\n");
  }

  /// Where the row of an item begins in each array: all at once, for divisions are slow.
  private void rows() {
    int arrays = chain.operands() + chain.results().size();
    line("    int row = item / w.chunks;");
    line("    int from = (item - row * w.chunks) * w.chunk;");
    line("    int to = min(w.inner, from + w.chunk);");
    for (int k = 0; k < arrays; k++) {
      line("    int at%d = w.at[%d];", k, k);
    }
    line("    for (int axis = w.rank - 1; axis >= 0; axis--) {");
    line("      int rest = row / w.size[axis];");
    line("      int place = row - rest * w.size[axis];");
    line("      row = rest;");
    for (int k = 0; k < arrays; k++) {
      line("      at%d += place * w.stride[%d][axis];", k, k);
    }
    line("    }");
    for (int k = 0; k < chain.operands(); k++) {
      line("    global const %s *restrict p%d = x%d + at%d;", type(k), k, k, k);
    }
    for (int k = 0; k < chain.results().size(); k++) {
      line(
          "    global %s *restrict r%d = y%d + at%d;", type(result(k)), k, k, chain.operands() + k);
    }
  }

  private String body() {
    var loop = new StringBuilder();
    for (int k = 0; k < chain.operands(); k++) {
      if (walk.step(k) != 0) {
        String at = walk.step(k) == 1 ? "i" : "i * w.step[" + k + "]";
        loop.append("      %s v%d = p%d[%s];\n".formatted(type(k), k, k, at));
      }
    }
    for (int k = 0; k < chain.links().size(); k++) {
      int place = chain.operands() + k;
      String value = value(chain.links().get(k), types.get(place));
      loop.append("      %s v%d = %s;\n".formatted(type(place), place, value));
    }
    for (int k = 0; k < chain.results().size(); k++) {
      loop.append("      r%d[i] = v%d;\n".formatted(k, result(k)));
    }
    return loop.toString();
  }

  private String value(Link link, DType type) {
    String[] in = link.in().stream().map(k -> "v" + k).toArray(String[]::new);
    DType from = link.in().isEmpty() ? type : types.get(link.in().getLast());
    return switch (link.op()) {
      case Fill.Full _ -> number(type);
      case Where _ -> "%s ? %s : %s".formatted((Object[]) in);
      case Copy.Cast(DType to) when to == from -> in[0];
      case Copy.Cast(DType to) -> "CAST_%s_%s(%s)".formatted(to, from, in[0]);
      case ActivationBackward(Activation f) -> "%s_BACKWARD_F32(%s, %s)".formatted(f, in[0], in[1]);
      case Primitive op -> call(op, from, in);
      case Activation op -> call(op, from, in);
      case View _, HostDefault _, Composite _ ->
          throw new IllegalArgumentException(link.toString());
    };
  }

  private static String call(Op op, DType type, String... in) {
    return "%s_%s(%s)".formatted(op.name(), type, String.join(", ", in));
  }

  /// The next number: two words of the argument.
  private String number(DType type) {
    int at = 2 * numbers++;
    String low = "n.word[" + at + "]";
    String both = "((long) (uint) %s | (long) n.word[%d] << 32)".formatted(low, at + 1);
    return switch (type) {
      case F32 -> "as_float(" + low + ")";
      case F64 -> "as_double(" + both + ")";
      case I64 -> both;
      case I32, I8, U8, BOOL -> "(" + Program.word(type) + ") " + low;
      case F16, BF16 -> throw new IllegalArgumentException(type + " is not declared");
    };
  }

  private int result(int k) {
    return chain.operands() + chain.results().get(k);
  }

  private String type(int place) {
    return Program.word(types.get(place));
  }

  private void line(String format, Object... words) {
    text.append(format.formatted(words)).append('\n');
  }
}
