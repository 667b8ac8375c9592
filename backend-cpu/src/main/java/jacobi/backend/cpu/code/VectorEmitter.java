package jacobi.backend.cpu.code;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The same steps on vectors of a fixed number of elements, whatever their type.
///
/// Only names of the Vector API stand here; this class loads where the module is absent.
final class VectorEmitter implements Emitter {
  private static final ClassDesc VECTOR = Element.vectorApi("Vector");
  private static final ClassDesc SPECIES = Element.vectorApi("VectorSpecies");
  private static final ClassDesc MASK = Element.vectorApi("VectorMask");
  private static final ClassDesc OPERATORS = Element.vectorApi("VectorOperators");
  private static final ClassDesc BINARY = operators("Binary");
  private static final ClassDesc COMPARISON = operators("Comparison");

  private final CodeBuilder code;
  private final int lanes;
  private @Nullable Label special;
  private boolean isSpecial;
  private int steps;

  VectorEmitter(CodeBuilder code, int lanes) {
    this.code = code;
    this.lanes = lanes;
  }

  private static ClassDesc operators(String name) {
    return ClassDesc.of(OPERATORS.packageName(), OPERATORS.displayName() + "$" + name);
  }

  /// How many steps were written.
  int steps() {
    return steps;
  }

  private void species(Element type) {
    code.getstatic(type.vector, "SPECIES_" + lanes * type.bits(), SPECIES);
  }

  private void load(Value... values) {
    for (Value value : values) {
      code.aload(value.slot());
    }
  }

  private Value keep(Element type) {
    return keep(type, type);
  }

  private Value keep(Element type, Element over) {
    steps++;
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return new Value(this, type, slot, over);
  }

  private void invoke(Element on, String name, ClassDesc result, ClassDesc... arguments) {
    code.invokevirtual(on.vector, name, MethodTypeDesc.of(result, arguments));
  }

  /// `lanes` elements of an array, from an index on; truth values become a mask for vectors of
  /// `over`.
  Value fromArray(Element type, Element over, int array, Runnable index) {
    species(type);
    code.aload(array);
    index.run();
    code.invokestatic(
        type.vector, "fromArray", MethodTypeDesc.of(type.vector, SPECIES, type.array, CD_int));
    if (type.isNarrow()) {
      castShape(type, Element.I32);
      return Narrow.widen(type, keep(Element.I32));
    }
    if (type != Element.BOOL) {
      return keep(type);
    }
    code.getstatic(OPERATORS, "NE", COMPARISON).iconst_0();
    invoke(type, "compare", MASK, COMPARISON, type.stored.upperBound());
    return cast(keep(type), over);
  }

  /// The element on the stack in every lane.
  Value broadcast(Element type, int scalar) {
    species(type);
    code.loadLocal(type.kind, scalar);
    return replicate(type);
  }

  private Value replicate(Element type) {
    ClassDesc element = type.stored.upperBound();
    code.invokestatic(type.vector, "broadcast", MethodTypeDesc.of(type.vector, SPECIES, element));
    return keep(type);
  }

  /// Stores a result.
  void intoArray(Element type, Value y, int array, Runnable index) {
    if (type.isNarrow()) {
      load(Narrow.narrow(type, y));
      castShape(Element.I32, type);
    } else if (type == Element.BOOL) {
      species(type);
      code.invokestatic(type.vector, "zero", MethodTypeDesc.of(type.vector, SPECIES)).iconst_1();
      load(y.over() == type ? y : cast(y, type));
      invoke(type, "blend", type.vector, type.stored.upperBound(), MASK);
    } else {
      load(y);
    }
    code.aload(array);
    index.run();
    invoke(type, "intoArray", CD_void, type.array, CD_int);
  }

  /// Whether a mask holds anywhere, on the stack.
  void anyTrue(Value mask) {
    load(mask);
    code.invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
  }

  /// A mask for vectors of another type.
  private Value cast(Value mask, Element over) {
    if (mask.over() == over) {
      return mask;
    }
    load(mask);
    species(over);
    code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    return keep(Element.BOOL, over);
  }

  /// Where to go when a guard holds for one of the elements.
  void onGuard(Label label) {
    special = label;
  }

  /// Whether a guard was written.
  boolean isGuarded() {
    return isSpecial;
  }

  @Override
  public Value apply(Formula formula, Value... x) {
    if (formula.guard() != null) {
      isSpecial = true;
      anyTrue(formula.guard().of(x));
      code.ifne(Objects.requireNonNull(special, "guards of vectors need a place to go"));
    }
    return formula.body().of(x);
  }

  @Override
  public Value constant(Element type, Number number) {
    species(type);
    switch (type) {
      case F32, F16, BF16 -> code.loadConstant(number.floatValue());
      case F64 -> code.loadConstant(number.doubleValue());
      case I64 -> code.loadConstant(number.longValue());
      case I32, BOOL, I8, U8 -> code.loadConstant(number.intValue());
    }
    return replicate(type);
  }

  @Override
  public Value one(One op, Value a) {
    load(a);
    switch (op) {
      case NEG -> invoke(a.type(), "neg", a.type().vector);
      case ABS -> invoke(a.type(), "abs", a.type().vector);
      case SQRT -> invoke(a.type(), "sqrt", a.type().vector);
      case NOT -> code.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
    }
    return keep(a.type(), a.over());
  }

  @Override
  public Value two(Two op, Value a, Value b) {
    if (a.type() == Element.BOOL) {
      load(a, cast(b, a.over()));
      code.invokevirtual(MASK, method(op), MethodTypeDesc.of(MASK, MASK));
      return keep(a.type(), a.over());
    }
    load(a);
    switch (op) {
      case ADD, SUB, MUL, DIV, MIN, MAX, AND, OR -> {
        load(b);
        invoke(a.type(), method(op), a.type().vector, VECTOR);
      }
      case XOR -> {
        code.getstatic(OPERATORS, "XOR", operators("Associative"));
        load(b);
        invoke(a.type(), "lanewise", a.type().vector, BINARY, VECTOR);
      }
    }
    return keep(a.type());
  }

  private static String method(Two op) {
    return op.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Value fma(Value a, Value b, Value c) {
    load(a, b, c);
    invoke(a.type(), "fma", a.type().vector, VECTOR, VECTOR);
    return keep(a.type());
  }

  @Override
  public Value shift(Shift op, Value a, int bits) {
    String name =
        switch (op) {
          case LEFT -> "LSHL";
          case RIGHT -> "ASHR";
          case RIGHT_ZEROS -> "LSHR";
        };
    load(a);
    code.getstatic(OPERATORS, name, BINARY);
    if (a.type() == Element.I64) {
      code.loadConstant((long) bits);
    } else {
      code.loadConstant(bits);
    }
    invoke(a.type(), "lanewise", a.type().vector, BINARY, a.type().kind.upperBound());
    return keep(a.type());
  }

  @Override
  public Value test(Test op, Value a, Value b) {
    load(a);
    code.getstatic(OPERATORS, op.name(), COMPARISON);
    load(b);
    invoke(a.type(), "compare", MASK, COMPARISON, VECTOR);
    return keep(Element.BOOL, a.type());
  }

  @Override
  public Value select(Value condition, Value a, Value b) {
    load(b, a, cast(condition, a.type()));
    invoke(a.type(), "blend", a.type().vector, VECTOR, MASK);
    return keep(a.type());
  }

  @Override
  public Value convert(Value a, Element to) {
    load(a);
    castShape(a.type(), to);
    return keep(to);
  }

  /// As Java casts, the vector on the stack.
  private void castShape(Element from, Element to) {
    species(to);
    code.iconst_0();
    invoke(from, "castShape", VECTOR, SPECIES, CD_int);
    code.checkcast(to.vector);
  }

  @Override
  public Value reinterpret(Value a, Element to) {
    load(a);
    invoke(a.type(), "reinterpretAs" + to.plural, to.vector);
    return keep(to);
  }

  @Override
  public Value fromHalf(Value bits) {
    return HalfFormulas.widen(bits);
  }

  @Override
  public Value toHalf(Value a) {
    return HalfFormulas.narrow(a);
  }

  @Override
  public Value call(String method, Element result, Value... arguments) {
    throw new IllegalStateException(method + " is no vector code");
  }
}
