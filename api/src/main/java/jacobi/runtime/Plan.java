package jacobi.runtime;

import jacobi.graph.Stretch;
import jacobi.op.Copy;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.spi.Needs;
import jacobi.spi.OpSpec;
import jacobi.spi.Support;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How an op on such operands is carried out: worked out once, looked up ever after.
///
/// Offsets do not matter, all else of the operands' layouts does.
final class Plan {
  final Op op;
  final Spec[] results;
  final @Nullable Needs needs;
  final String declined;
  private final DType[] dtypes;
  private final Layout[] layouts;
  private final @Nullable Shape[] expanded;

  private Plan(
      Op op,
      DType[] dtypes,
      Layout[] layouts,
      Spec[] results,
      @Nullable Shape[] expanded,
      Support support) {
    this.op = op;
    this.dtypes = dtypes;
    this.layouts = layouts;
    this.results = results;
    this.expanded = expanded;
    this.needs = needs(op, support);
    this.declined = support instanceof Support.Decline(String reason) ? reason : "";
  }

  /// COPY is how needs are met, so it has none.
  private static @Nullable Needs needs(Op op, Support support) {
    return switch (support) {
      case Support.Native(Needs wanted) -> op == Copy.Plain.COPY ? Needs.NOTHING : wanted;
      case Support.Decline _ -> null;
    };
  }

  /// Checks the operands, infers the results and asks the device.
  static Plan of(Op op, Tensor[] in, Device device) {
    List<Spec> specs = new ArrayList<>(in.length);
    DType[] dtypes = new DType[in.length];
    Layout[] layouts = new Layout[in.length];
    for (int i = 0; i < in.length; i++) {
      specs.add(in[i].spec());
      dtypes[i] = in[i].dtype();
      layouts[i] = in[i].layout();
    }
    List<Spec> results = op.infer(specs);
    var expanded = new @Nullable Shape[in.length];
    List<OpSpec.In> seen = new ArrayList<>(in.length);
    for (int i = 0; i < in.length; i++) {
      Shape wide = Stretch.of(op, in[i].shape(), results.getFirst().shape());
      expanded[i] = wide.equals(in[i].shape()) ? null : wide;
      seen.add(new OpSpec.In(dtypes[i], layouts[i].expand(wide)));
    }
    Support support = device.supports(new OpSpec(op, seen, results));
    return new Plan(op, dtypes, layouts, results.toArray(Spec[]::new), expanded, support);
  }

  /// The layout of operand `i` as the driver sees it.
  Layout layout(int i, Layout own) {
    Shape wide = expanded[i];
    return wide == null ? own : own.expand(wide);
  }

  boolean fits(Op other, Tensor[] in) {
    if (!Objects.equals(op, other) || in.length != layouts.length) {
      return false;
    }
    for (int i = 0; i < in.length; i++) {
      if (in[i].dtype() != dtypes[i] || !sameWay(in[i].layout(), layouts[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameWay(Layout a, Layout b) {
    if (!a.shape().equals(b.shape()) || a.isContiguous() != b.isContiguous()) {
      return false;
    }
    if (a.isContiguous()) {
      return true;
    }
    for (int i = 0; i < a.shape().rank(); i++) {
      if (a.stride(i) != b.stride(i)) {
        return false;
      }
    }
    return true;
  }
}
