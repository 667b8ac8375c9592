package jacobi.backend.cpu.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/// Writes a [Sweep] over a formula: scalar code, or vector code that leaves the elements that fill
/// no vector to the scalar code.
final class SweepGenerator {
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int);
  private static final MethodTypeDesc REST =
      MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int, CD_int);

  /// Parameters of [Sweep#run], as local variables; those of `rest` are these, and where it ends.
  private static final int ARRAYS = 1;

  private static final int AT = 2;
  private static final int FROM = 3;
  private static final int END = 4;

  private final SweepFormula formula;
  private int steps;

  SweepGenerator(SweepFormula formula) {
    this.formula = formula;
  }

  /// Steps of the vector formula written last.
  int steps() {
    return steps;
  }

  Sweep scalar() {
    return HiddenClass.load(
        Sweep.class,
        type ->
            type.withMethodBody("rest", REST, ClassFile.ACC_PRIVATE, this::rest)
                .withMethodBody(
                    "run",
                    RUN,
                    ClassFile.ACC_PUBLIC,
                    code -> {
                      rest(code, () -> code.iconst_0());
                      code.return_();
                    }));
  }

  Sweep vector(int lanes) {
    return HiddenClass.load(
        Sweep.class,
        type ->
            type.withMethodBody("rest", REST, ClassFile.ACC_PRIVATE, this::rest)
                .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> vector(code, lanes)));
  }

  /// Calls the scalar code for the elements from `from` on.
  private static void rest(CodeBuilder code, Runnable from) {
    code.aload(0).aload(ARRAYS).aload(AT);
    from.run();
    code.iload(FROM).invokevirtual(HiddenClass.SELF, "rest", REST);
  }

  /// Arrays and places in local variables.
  private static final class Operands {
    private final int[] array;
    private final int[] at;
    private final int results;

    private Operands(int count, int results) {
      array = new int[count];
      at = new int[count];
      this.results = results;
    }

    static Operands load(CodeBuilder code, SweepFormula formula) {
      int results = formula.out().size();
      int count = results + formula.in().size();
      var operands = new Operands(count, results);
      for (int k = 0; k < count; k++) {
        Element type = k < results ? formula.out().get(k) : formula.in().get(k - results);
        operands.array[k] = code.allocateLocal(TypeKind.REFERENCE);
        operands.at[k] = code.allocateLocal(TypeKind.INT);
        code.aload(ARRAYS).loadConstant(k).aaload().checkcast(type.array);
        code.astore(operands.array[k]).aload(AT).loadConstant(k).iaload().istore(operands.at[k]);
      }
      return operands;
    }

    int inArray(int k) {
      return array[results + k];
    }

    int inAt(int k) {
      return at[results + k];
    }
  }

  private void rest(CodeBuilder code) {
    Operands operands = Operands.load(code, formula);
    var scalar = new ScalarEmitter(code);
    Value[] x = new Value[formula.in().size()];
    for (int k = 0; k < x.length; k++) {
      if (formula.isConstant(k)) {
        x[k] = element(code, scalar, operands, k, () -> {});
      }
    }
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(test).iload(FROM).iload(END).if_icmpge(end);
    for (int k = 0; k < x.length; k++) {
      if (!formula.isConstant(k)) {
        x[k] = element(code, scalar, operands, k, () -> code.iload(FROM).iadd());
      }
    }
    Value[] y = formula.body().of(x);
    for (int k = 0; k < y.length; k++) {
      store(code, operands, k, y[k]);
    }
    code.iinc(FROM, 1).goto_(test).labelBinding(end).return_();
  }

  private Value element(
      CodeBuilder code, ScalarEmitter scalar, Operands operands, int k, Runnable further) {
    Element type = formula.in().get(k);
    code.aload(operands.inArray(k)).iload(operands.inAt(k));
    further.run();
    code.arrayLoad(type.stored);
    return scalar.keep(type);
  }

  private void store(CodeBuilder code, Operands operands, int k, Value y) {
    Element type = formula.out().get(k);
    code.aload(operands.array[k]).iload(operands.at[k]).iload(FROM);
    if (!formula.sums()) {
      code.iadd().loadLocal(type.kind, y.slot()).arrayStore(type.stored);
      return;
    }
    code.loadConstant(Fold.WIDTH - 1).iand().iadd().dup2().arrayLoad(type.stored);
    code.loadLocal(type.kind, y.slot()).dadd().arrayStore(type.stored);
  }

  private void vector(CodeBuilder code, int lanes) {
    Operands operands = Operands.load(code, formula);
    var scalar = new ScalarEmitter(code);
    var vectors = new VectorEmitter(code, lanes);
    int i = code.allocateLocal(TypeKind.INT);
    int whole = code.allocateLocal(TypeKind.INT);
    int width = formula.sums() ? Fold.WIDTH : lanes;
    code.iconst_0().istore(i).iload(FROM).loadConstant(-width).iand().istore(whole);
    Value[] constants = new Value[formula.in().size()];
    for (int k = 0; k < constants.length; k++) {
      if (formula.isConstant(k)) {
        Value one = element(code, scalar, operands, k, () -> {});
        constants[k] = vectors.broadcast(formula.in().get(k), one.slot());
      }
    }
    Value[][] sums = new Value[formula.sums() ? width / lanes : 0][];
    for (int j = 0; j < sums.length; j++) {
      sums[j] = accumulators(code, vectors, operands, j * lanes);
    }
    Label test = code.newLabel();
    Label end = code.newLabel();
    Label special = code.newLabel();
    Label next = code.newLabel();
    vectors.onGuard(special);
    code.labelBinding(test).iload(i).iload(whole).if_icmpge(end);
    for (int from = 0; from < width; from += lanes) {
      Value[] y = formula.body().of(load(code, vectors, operands, constants, i, from));
      for (int k = 0; k < y.length; k++) {
        if (formula.sums()) {
          Value kept = sums[from / lanes][k];
          code.aload(kept.add(y[k]).slot()).astore(kept.slot());
        } else {
          int at = operands.at[k];
          Element type = formula.out().get(k);
          vectors.intoArray(type, y[k], operands.array[k], () -> code.iload(at).iload(i).iadd());
        }
      }
    }
    if (vectors.isGuarded()) {
      code.goto_(next).labelBinding(special).aload(0).aload(ARRAYS).aload(AT).iload(i);
      code.iload(i).loadConstant(width).iadd().invokevirtual(HiddenClass.SELF, "rest", REST);
    }
    code.labelBinding(next).iinc(i, width).goto_(test).labelBinding(end);
    for (int j = 0; j < sums.length; j++) {
      keep(code, vectors, operands, sums[j], j * lanes);
    }
    rest(code, () -> code.iload(i));
    code.return_();
    steps = vectors.steps();
  }

  private Value[] load(
      CodeBuilder code,
      VectorEmitter vectors,
      Operands operands,
      Value[] constants,
      int i,
      int from) {
    Value[] x = constants.clone();
    for (int k = 0; k < x.length; k++) {
      if (!formula.isConstant(k)) {
        int at = operands.inAt(k);
        Runnable index = () -> code.iload(at).iload(i).iadd().loadConstant(from).iadd();
        Element type = formula.in().get(k);
        Element over = type == Element.BOOL ? Element.F32 : type;
        x[k] = vectors.fromArray(type, over, operands.inArray(k), index);
      }
    }
    return x;
  }

  private Value[] accumulators(
      CodeBuilder code, VectorEmitter vectors, Operands operands, int from) {
    Value[] sums = new Value[formula.out().size()];
    for (int k = 0; k < sums.length; k++) {
      int at = operands.at[k];
      Runnable index = () -> code.iload(at).loadConstant(from).iadd();
      sums[k] = vectors.fromArray(Element.F64, Element.F64, operands.array[k], index);
    }
    return sums;
  }

  private static void keep(
      CodeBuilder code, VectorEmitter vectors, Operands operands, Value[] sums, int from) {
    for (int k = 0; k < sums.length; k++) {
      int at = operands.at[k];
      Runnable index = () -> code.iload(at).loadConstant(from).iadd();
      vectors.intoArray(Element.F64, sums[k], operands.array[k], index);
    }
  }
}
