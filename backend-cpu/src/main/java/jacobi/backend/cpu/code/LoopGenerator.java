package jacobi.backend.cpu.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Writes a [Loop] over a formula as a hidden class.
///
/// | form | steps of the operands | code |
/// | --- | --- | --- |
/// | general | any | scalar |
/// | together | 0, or 1 at the result's index | scalar, as C2 vectorizes it |
/// | vector | 0 or 1 | vectors, the rest by the general form |
final class LoopGenerator {
  static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          List.of(
              CD_Object, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object,
              CD_int, CD_int, CD_int));

  /// Parameters of [Loop#run], as local variables; see also [#array].
  static final int Y = 1;

  static final int Y_AT = 2;
  static final int N = 12;

  private final Formula formula;
  private final List<Element> in;
  private final Element out;
  private int steps;

  LoopGenerator(Formula formula, List<Element> in, Element out) {
    this.formula = formula;
    this.in = in;
    this.out = out;
  }

  static int array(int operand) {
    return 3 + 3 * operand;
  }

  static int at(int operand) {
    return 4 + 3 * operand;
  }

  private static int step(int operand) {
    return 5 + 3 * operand;
  }

  private static boolean isConstant(int constants, int operand) {
    return (constants >> operand & 1) == 1;
  }

  /// The loop for any steps.
  Loop general() {
    return load(type -> type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, this::general));
  }

  /// The loop for operands that lie alike.
  ///
  /// @param constants a bit for each operand of step 0
  Loop together(int constants) {
    return load(type ->
        type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> together(code, constants)));
  }

  /// The loop on vectors of so many elements.
  ///
  /// @param constants a bit for each operand of step 0
  Loop vector(int constants, int lanes) {
    return load(type ->
        type.withMethodBody("rest", RUN, ClassFile.ACC_PRIVATE, this::general)
            .withMethodBody(
                "run", RUN, ClassFile.ACC_PUBLIC, code -> vector(code, constants, lanes)));
  }

  /// Steps of the vector formula written last, a measure of how long it takes.
  int steps() {
    return steps;
  }

  /// Loads a loop.
  static Loop load(HiddenClass.Methods methods) {
    return HiddenClass.load(Loop.class, methods);
  }

  private void castArrays(CodeBuilder code) {
    code.aload(Y).checkcast(out.array).astore(Y);
    for (int k = 0; k < in.size(); k++) {
      code.aload(array(k)).checkcast(in.get(k).array).astore(array(k));
    }
  }

  private void general(CodeBuilder code) {
    castArrays(code);
    var scalar = new ScalarEmitter(code);
    Label test = code.newLabel();
    Label end = code.newLabel();
    int last = code.allocateLocal(TypeKind.INT);
    code.iload(Y_AT).iload(N).iadd().istore(last);
    code.labelBinding(test).iload(Y_AT).iload(last).if_icmpge(end);
    Value[] x = new Value[in.size()];
    for (int k = 0; k < x.length; k++) {
      x[k] = element(code, scalar, k, at(k));
    }
    scalar.intoArray(out, scalar.apply(formula, x), Y, () -> code.iload(Y_AT));
    for (int k = 0; k < x.length; k++) {
      code.iload(at(k)).iload(step(k)).iadd().istore(at(k));
    }
    code.iinc(Y_AT, 1).goto_(test).labelBinding(end).return_();
  }

  private void together(CodeBuilder code, int constants) {
    castArrays(code);
    var scalar = new ScalarEmitter(code);
    Label test = code.newLabel();
    Label end = code.newLabel();
    int last = code.allocateLocal(TypeKind.INT);
    code.iload(Y_AT).iload(N).iadd().istore(last);
    Value[] x = new Value[in.size()];
    for (int k = 0; k < x.length; k++) {
      if (isConstant(constants, k)) {
        x[k] = element(code, scalar, k, at(k));
      }
    }
    code.labelBinding(test).iload(Y_AT).iload(last).if_icmpge(end);
    for (int k = 0; k < x.length; k++) {
      if (!isConstant(constants, k)) {
        x[k] = element(code, scalar, k, Y_AT);
      }
    }
    scalar.intoArray(out, scalar.apply(formula, x), Y, () -> code.iload(Y_AT));
    code.iinc(Y_AT, 1).goto_(test).labelBinding(end).return_();
  }

  private Value element(CodeBuilder code, ScalarEmitter scalar, int operand, int index) {
    Element type = in.get(operand);
    code.aload(array(operand)).iload(index).arrayLoad(type.stored);
    return scalar.element(type);
  }

  private void vector(CodeBuilder code, int constants, int lanes) {
    castArrays(code);
    var vectors = new VectorEmitter(code, lanes);
    int i = code.allocateLocal(TypeKind.INT);
    int whole = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(i);
    code.iload(N).loadConstant(-lanes).iand().istore(whole);
    Value[] x = new Value[in.size()];
    for (int k = 0; k < x.length; k++) {
      if (isConstant(constants, k)) {
        Value one = element(code, new ScalarEmitter(code), k, at(k));
        x[k] = vectors.broadcast(one.type(), one.slot());
      }
    }
    Element over = in.getLast().value();
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(test).iload(i).iload(whole).if_icmpge(end);
    for (int k = 0; k < x.length; k++) {
      if (!isConstant(constants, k)) {
        int start = at(k);
        x[k] =
            vectors.fromArray(in.get(k), over, array(k), () -> code.iload(start).iload(i).iadd());
      }
    }
    step(code, vectors, x, i, lanes);
    code.iinc(i, lanes).goto_(test).labelBinding(end);
    rest(code, i, () -> code.iload(N).iload(i).isub());
    code.return_();
    steps = vectors.steps();
  }

  /// One vector, or its elements one by one where the formula does not hold for all.
  private void step(CodeBuilder code, VectorEmitter vectors, Value[] x, int i, int lanes) {
    Label next = code.newLabel();
    if (formula.guard() != null) {
      Label fits = code.newLabel();
      vectors.anyTrue(formula.guard().of(x));
      code.ifeq(fits);
      rest(code, i, () -> code.loadConstant(lanes));
      code.goto_(next).labelBinding(fits);
    }
    vectors.intoArray(out, formula.body().of(x), Y, () -> code.iload(Y_AT).iload(i).iadd());
    code.labelBinding(next);
  }

  /// Calls the general loop for `count` elements from `i` on.
  private void rest(CodeBuilder code, int i, Runnable count) {
    code.aload(0).aload(Y).iload(Y_AT).iload(i).iadd();
    for (int k = 0; k < 3; k++) {
      code.aload(array(k)).iload(at(k)).iload(i).iload(step(k)).imul().iadd().iload(step(k));
    }
    count.run();
    code.invokevirtual(HiddenClass.SELF, "rest", RUN);
  }
}
