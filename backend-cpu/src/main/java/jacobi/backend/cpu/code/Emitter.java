package jacobi.backend.cpu.code;

/// Writes the steps of a formula down as code.
interface Emitter {
  /// Functions of one argument.
  enum One {
    NEG,
    ABS,
    SQRT,
    /// Of truth values.
    NOT
  }

  /// Functions of two arguments of one type; shifts take a constant (see [#shift]).
  enum Two {
    ADD,
    SUB,
    MUL,
    DIV,
    MIN,
    MAX,
    AND,
    OR,
    XOR
  }

  /// Shifts: left, right, and right with zeros moving in.
  enum Shift {
    LEFT,
    RIGHT,
    RIGHT_ZEROS
  }

  /// Tests; false if an operand is NaN.
  enum Test {
    EQ,
    LT,
    LE
  }

  /// A number that does not change.
  Value constant(Element type, Number number);

  /// `op(a)`
  Value one(One op, Value a);

  /// `op(a, b)`
  Value two(Two op, Value a, Value b);

  /// `a·b + c`, rounded once.
  Value fma(Value a, Value b, Value c);

  /// An integer, shifted.
  Value shift(Shift op, Value a, int bits);

  /// A truth value.
  Value test(Test op, Value a, Value b);

  /// `condition ? a : b`
  Value select(Value condition, Value a, Value b);

  /// The same number in another type, as Java casts.
  Value convert(Value a, Element to);

  /// The same bits in another type of that size.
  Value reinterpret(Value a, Element to);

  /// The float that an F16 is whose bits an integer has, its sign extended.
  Value fromHalf(Value bits);

  /// The F16 nearest to a float, its bits in the low bits of an integer.
  Value toHalf(Value a);

  /// The result of a formula, or of its library where its guard holds.
  Value apply(Formula formula, Value... x);

  /// A method of [Library], which computes one element at a time; not in vector code.
  Value call(String method, Element result, Value... arguments);
}
