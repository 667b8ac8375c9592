package jacobi.backend.cpu.kernel;

import jacobi.backend.cpu.code.ChainCode;
import jacobi.backend.cpu.code.ChainCodes;
import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.ElementwiseChain;
import jacobi.op.Spec;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Layout;
import java.util.ArrayList;
import java.util.List;

/// A chain of elementwise ops in one pass. Made for a call once; then it runs without allocating.
public final class ChainKernel implements Runnable, Workers.Task {
  private final OpCall call;
  private final Workers workers;
  private final ChainCode code;
  private final Walk walk;
  private final Object[] arrays;

  /// Of each part, where the elements of results and operands lie.
  private final int[][] at;

  private final int rows;
  private final int length;

  /// Rows of a part or, if there is one row, its elements.
  private final int part;

  /// A call made ready.
  public ChainKernel(ElementwiseChain chain, OpCall call, Workers workers) {
    this.call = call;
    this.workers = workers;
    int results = call.outputs();
    Layout[] layouts = new Layout[results + call.inputs()];
    List<Element> types = new ArrayList<>();
    for (int k = 0; k < layouts.length; k++) {
      layouts[k] = operand(k).layout();
    }
    walk = Walk.of(layouts);
    int constants = 0;
    for (int k = 0; k < call.inputs(); k++) {
      types.add(Element.of(call.in(k).dtype()));
      boolean constant = walk.length() == 1 || walk.innerStep(results + k) == 0;
      constants |= constant ? 1 << k : 0;
    }
    code = ChainCodes.shared().of(chain, types, constants);
    arrays = new Object[layouts.length];
    length = walk.length();
    rows = walk.rows();
    part = rows == 1 ? Walk.PART : Math.max(Walk.PART / Math.max(length, 1), 1);
    int parts = ((rows == 1 ? length : rows) + part - 1) / part;
    at = new int[parts][layouts.length];
  }

  /// Whether the chain can be had: wide elements, and rows whose elements lie side by side.
  public static boolean serves(OpSpec spec) {
    boolean serves = !spec.in().isEmpty() && spec.in().size() <= Integer.SIZE;
    var chain = (ElementwiseChain) spec.op();
    List<Spec> in = new ArrayList<>();
    for (OpSpec.In x : spec.in()) {
      in.add(new Spec(x.dtype(), x.layout().shape()));
    }
    for (Spec each : chain.specs(in)) {
      serves &= isWide(each.dtype());
    }
    return serves;
  }

  private static boolean isWide(DType dtype) {
    return switch (dtype) {
      case F32, F64, I32, I64, BOOL -> true;
      case F16, BF16, I8, U8 -> false;
    };
  }

  private Operand operand(int k) {
    return k < call.outputs() ? call.out(k) : call.in(k - call.outputs());
  }

  @Override
  public void run() {
    for (int k = 0; k < arrays.length; k++) {
      arrays[k] = operand(k).host().array();
    }
    workers.run(at.length, this);
  }

  @Override
  public void part(int index) {
    int[] here = at[index];
    int from = index * part;
    if (rows == 1) {
      walk.start(0, from, here);
      code.run(arrays, here, Math.min(part, length - from));
      return;
    }
    for (int row = from; row < Math.min(from + part, rows); row++) {
      walk.start(row, 0, here);
      code.run(arrays, here, length);
    }
  }
}
