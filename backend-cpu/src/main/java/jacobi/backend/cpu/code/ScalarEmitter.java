package jacobi.backend.cpu.code;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_short;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// Plain Java arithmetic, one element at a time.
final class ScalarEmitter implements Emitter {
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final ClassDesc LIBRARY = Library.class.describeConstable().orElseThrow();

  private final CodeBuilder code;

  ScalarEmitter(CodeBuilder code) {
    this.code = code;
  }

  @Override
  public Value apply(Formula formula, Value... x) {
    if (formula.guard() == null || formula.library() == null) {
      return formula.body().of(x);
    }
    Label special = code.newLabel();
    Label end = code.newLabel();
    load(formula.guard().of(x));
    code.ifne(special);
    Value y = formula.body().of(x);
    code.goto_(end).labelBinding(special);
    load(formula.library().of(x));
    code.storeLocal(y.type().kind, y.slot()).labelBinding(end);
    return y;
  }

  private void load(Value... values) {
    for (Value value : values) {
      code.loadLocal(value.type().kind, value.slot());
    }
  }

  /// What is on the stack, in a new local variable.
  Value keep(Element type) {
    int slot = code.allocateLocal(type.kind);
    code.storeLocal(type.kind, slot);
    return new Value(this, type, slot);
  }

  /// The element of an array that is on the stack, as the number it is.
  Value element(Element type) {
    return type.isNarrow() ? Narrow.widen(type, keep(Element.I32)) : keep(type);
  }

  /// Stores a result in an array.
  void intoArray(Element type, Value y, int array, Runnable index) {
    Value bits = type.isNarrow() ? Narrow.narrow(type, y) : y;
    code.aload(array);
    index.run();
    load(bits);
    code.arrayStore(type.stored);
  }

  @Override
  public Value constant(Element type, Number number) {
    switch (type) {
      case F32, F16, BF16 -> code.loadConstant(number.floatValue());
      case F64 -> code.loadConstant(number.doubleValue());
      case I64 -> code.loadConstant(number.longValue());
      case I32, BOOL, I8, U8 -> code.loadConstant(number.intValue());
    }
    return keep(type);
  }

  @Override
  public Value one(One op, Value a) {
    load(a);
    switch (op) {
      case NEG -> operator(a.type(), op);
      case ABS -> math("abs", a.type(), 1);
      case SQRT -> {
        // The root of a float by way of double is correctly rounded, and one instruction.
        code.conversion(a.type().kind, TypeKind.DOUBLE);
        math("sqrt", Element.F64, 1);
        code.conversion(TypeKind.DOUBLE, a.type().kind);
      }
      case NOT -> code.iconst_1().ixor();
    }
    return keep(a.type());
  }

  @Override
  public Value two(Two op, Value a, Value b) {
    load(a, b);
    switch (op) {
      case ADD, SUB, MUL, DIV, AND, OR, XOR -> operator(a.type(), op);
      case MIN -> math("min", a.type(), 2);
      case MAX -> math("max", a.type(), 2);
    }
    return keep(a.type());
  }

  /// The instruction of this name for values of this type: IADD, LADD, FADD or DADD.
  private void operator(Element type, Enum<?> op) {
    code.with(OperatorInstruction.of(Opcode.valueOf(prefix(type) + op.name())));
  }

  private static String prefix(Element type) {
    return switch (type) {
      case F32, F16, BF16 -> "F";
      case F64 -> "D";
      case I32, BOOL, I8, U8 -> "I";
      case I64 -> "L";
    };
  }

  private void math(String name, Element type, int arguments) {
    invoke(MATH, name, type, type, arguments);
  }

  private void invoke(ClassDesc owner, String name, Element result, Element type, int arguments) {
    List<ClassDesc> types = new ArrayList<>();
    for (int i = 0; i < arguments; i++) {
      types.add(type.kind.upperBound());
    }
    code.invokestatic(owner, name, MethodTypeDesc.of(result.kind.upperBound(), types));
  }

  @Override
  public Value fma(Value a, Value b, Value c) {
    load(a, b, c);
    math("fma", a.type(), 3);
    return keep(a.type());
  }

  @Override
  public Value shift(Shift op, Value a, int bits) {
    load(a);
    code.loadConstant(bits);
    String name =
        switch (op) {
          case LEFT -> "SHL";
          case RIGHT -> "SHR";
          case RIGHT_ZEROS -> "USHR";
        };
    code.with(OperatorInstruction.of(Opcode.valueOf(prefix(a.type()) + name)));
    return keep(a.type());
  }

  @Override
  public Value test(Test op, Value a, Value b) {
    load(a, b);
    boolean eq = op == Test.EQ;
    switch (a.type()) {
      case F32, F16, BF16 -> code.with(OperatorInstruction.of(eq ? Opcode.FCMPL : Opcode.FCMPG));
      case F64 -> code.with(OperatorInstruction.of(eq ? Opcode.DCMPL : Opcode.DCMPG));
      case I64 -> code.lcmp();
      case I32, BOOL, I8, U8 -> {}
    }
    boolean compared = a.type().kind != TypeKind.INT;
    Opcode jump = Opcode.valueOf((compared ? "IF" : "IF_ICMP") + op.name());
    code.ifThenElse(jump, yes -> yes.iconst_1(), no -> no.iconst_0());
    return keep(Element.BOOL);
  }

  @Override
  public Value select(Value condition, Value a, Value b) {
    load(condition);
    TypeKind kind = a.type().kind;
    code.ifThenElse(yes -> yes.loadLocal(kind, a.slot()), no -> no.loadLocal(kind, b.slot()));
    return keep(a.type());
  }

  @Override
  public Value convert(Value a, Element to) {
    load(a);
    code.conversion(a.type().kind, to.kind);
    return keep(to);
  }

  @Override
  public Value reinterpret(Value a, Element to) {
    load(a);
    switch (to) {
      case F32 -> invoke(box(Float.class), "intBitsToFloat", to, a.type(), 1);
      case F64 -> invoke(box(Double.class), "longBitsToDouble", to, a.type(), 1);
      case I32 -> invoke(box(Float.class), "floatToRawIntBits", to, a.type(), 1);
      case I64 -> invoke(box(Double.class), "doubleToRawLongBits", to, a.type(), 1);
      case BOOL, F16, BF16, I8, U8 ->
          throw new IllegalArgumentException(to + " is no type of bits");
    }
    return keep(to);
  }

  @Override
  public Value fromHalf(Value bits) {
    load(bits);
    code.invokestatic(box(Float.class), "float16ToFloat", MethodTypeDesc.of(CD_float, CD_short));
    return keep(Element.F32);
  }

  @Override
  public Value toHalf(Value a) {
    load(a);
    code.invokestatic(box(Float.class), "floatToFloat16", MethodTypeDesc.of(CD_short, CD_float));
    return keep(Element.I32);
  }

  private static ClassDesc box(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  @Override
  public Value call(String method, Element result, Value... arguments) {
    load(arguments);
    invoke(LIBRARY, method, result, arguments[0].type(), arguments.length);
    return keep(result);
  }
}
