package jacobi.backend.cpu.code;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/// Writes a [Loop] that folds a dense line of `a` into [#WIDTH] accumulators of `y`:
///
/// ```text
/// y[yAt + e mod WIDTH] ← f(y[yAt + e mod WIDTH], a[aAt + e])   for e = 0 … n − 1
/// ```
///
/// `n` is a multiple of the width. The accumulators stay in local variables, as numbers or vectors.
final class FoldGenerator {
  /// Enough independent chains to hide the latency of an addition on vectors of any width.
  static final int WIDTH = 32;

  private final Formula formula;
  private final Element in;
  private final Element out;
  private int steps;

  FoldGenerator(Formula formula, Element in, Element out) {
    this.formula = formula;
    this.in = in;
    this.out = out;
  }

  /// Steps of the vector code written last, per vector.
  int steps() {
    return steps;
  }

  Loop scalar() {
    return load(1);
  }

  Loop vector(int lanes) {
    return load(lanes);
  }

  private Loop load(int lanes) {
    return LoopGenerator.load(type ->
        type.withMethodBody(
            "run", LoopGenerator.RUN, ClassFile.ACC_PUBLIC, code -> fold(code, lanes)));
  }

  private void fold(CodeBuilder code, int lanes) {
    int y = LoopGenerator.Y;
    int a = LoopGenerator.array(0);
    code.aload(y).checkcast(out.array).astore(y);
    code.aload(a).checkcast(in.array).astore(a);
    var scalar = new ScalarEmitter(code);
    var vectors = new VectorEmitter(code, lanes);
    int i = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(i);
    Value[] sums = new Value[WIDTH / lanes];
    for (int j = 0; j < sums.length; j++) {
      int from = j * lanes;
      Runnable index = () -> code.iload(LoopGenerator.Y_AT).loadConstant(from).iadd();
      sums[j] = element(code, scalar, vectors, out, y, index, lanes);
    }
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(test).iload(i).iload(LoopGenerator.N).if_icmpge(end);
    for (int j = 0; j < sums.length; j++) {
      int from = j * lanes;
      Runnable index =
          () -> code.iload(LoopGenerator.at(0)).iload(i).iadd().loadConstant(from).iadd();
      Value x = element(code, scalar, vectors, in, a, index, lanes);
      Value sum = formula.body().of(sums[j], x);
      TypeKind kind = lanes == 1 ? out.kind : TypeKind.REFERENCE;
      code.loadLocal(kind, sum.slot()).storeLocal(kind, sums[j].slot());
    }
    code.iinc(i, WIDTH).goto_(test).labelBinding(end);
    for (int j = 0; j < sums.length; j++) {
      int from = j * lanes;
      Runnable index = () -> code.iload(LoopGenerator.Y_AT).loadConstant(from).iadd();
      if (lanes == 1) {
        scalar.intoArray(out, sums[j], y, index);
      } else {
        vectors.intoArray(out, sums[j], y, index);
      }
    }
    code.return_();
    steps = vectors.steps();
  }

  private static Value element(
      CodeBuilder code,
      ScalarEmitter scalar,
      VectorEmitter vectors,
      Element type,
      int array,
      Runnable index,
      int lanes) {
    if (lanes > 1) {
      return vectors.fromArray(type, type, array, index);
    }
    code.aload(array);
    index.run();
    code.arrayLoad(type.stored);
    return scalar.element(type);
  }
}
