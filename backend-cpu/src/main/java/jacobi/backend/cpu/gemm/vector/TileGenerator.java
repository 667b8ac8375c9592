package jacobi.backend.cpu.gemm.vector;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/// Writes one [Tile] as a hidden class: every accumulator a local variable of its own, the only
/// form that C2 keeps in registers.
///
/// ```text
/// c[r][v] = add ? load C : 0
/// for p in 0 … depth−1:
///   b[v] = load B[bAt + p·bRow + v·lanes]     or, scattered, B[bAt + rows[bRow + p] + v·lanes]
///   for r: x = broadcast A[aAt + r·aRow + p];  c[r][v] = fma(x, b[v], c[r][v])
/// store c[r][v]
/// ```
///
/// As sources these would be 72 methods that differ in nothing but counts. A generated tile runs as
/// fast as the same loop compiled by javac.
final class TileGenerator {
  private static final ClassDesc TILE = Tile.class.describeConstable().orElseThrow();
  private static final ClassDesc SPECIES = vectorApi("VectorSpecies");
  private static final ClassDesc VECTOR = vectorApi("Vector");

  /// Parameters of [Tile#run], as local variable slots.
  private static final int A = 1;

  private static final int A_AT = 2;
  private static final int A_ROW = 3;
  private static final int B = 4;
  private static final int B_AT = 5;
  private static final int B_ROW = 6;
  private static final int B_ROWS = 7;
  private static final int C = 8;
  private static final int C_AT = 9;
  private static final int C_ROW = 10;
  private static final int DEPTH = 11;
  private static final int ADD = 12;

  private final Lane lane;
  private final boolean scattered;
  private final int rows;
  private final int vectors;

  private final int step;
  private final int bIndex;
  private final int factor;
  private final int aBase;
  private final int cBase;
  private final int bVector;
  private final int accumulator;

  private TileGenerator(Lane lane, boolean scattered, int rows, int vectors) {
    this.lane = lane;
    this.scattered = scattered;
    this.rows = rows;
    this.vectors = vectors;
    step = ADD + 1;
    bIndex = step + 1;
    factor = bIndex + 1;
    aBase = factor + 1;
    cBase = aBase + rows;
    bVector = cBase + rows;
    accumulator = bVector + vectors;
  }

  /// What the generated code needs to know about an element type.
  ///
  /// @param array descriptor of the array class
  /// @param vector descriptor of the vector class, whose `SPECIES_<bits>` constant is used
  /// @param element descriptor of the primitive type
  /// @param kind the same for array loads
  /// @param bits width of a vector
  /// @param lanes elements of a vector
  record Lane(
      ClassDesc array, ClassDesc vector, ClassDesc element, TypeKind kind, int bits, int lanes) {
    static Lane floats(int bits) {
      return of(float[].class, "FloatVector", TypeKind.FLOAT, bits, Float.SIZE);
    }

    static Lane doubles(int bits) {
      return of(double[].class, "DoubleVector", TypeKind.DOUBLE, bits, Double.SIZE);
    }

    private static Lane of(Class<?> array, String vector, TypeKind kind, int bits, int size) {
      var descriptor = array.describeConstable().orElseThrow();
      return new Lane(
          descriptor, vectorApi(vector), descriptor.componentType(), kind, bits, bits / size);
    }
  }

  /// Generates and loads a tile.
  static Tile<?> generate(Lane lane, boolean scattered, int rows, int vectors) {
    byte[] bytes = new TileGenerator(lane, scattered, rows, vectors).bytes();
    try {
      var type = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      return (Tile<?>) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated tile does not load", e);
    }
  }

  private static ClassDesc vectorApi(String name) {
    return ClassDesc.of("jdk.incubator.vector", name);
  }

  private byte[] bytes() {
    var run =
        MethodTypeDesc.of(
            CD_void,
            CD_Object,
            CD_int,
            CD_int,
            CD_Object,
            CD_int,
            CD_int,
            CD_int.arrayType(),
            CD_Object,
            CD_int,
            CD_int,
            CD_int,
            CD_boolean);
    var name =
        getClass().getPackageName()
            + (".Tile" + rows + "x" + vectors + "x" + lane.bits)
            + (lane.kind == TypeKind.FLOAT ? "f" : "d")
            + (scattered ? "s" : "");
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            type ->
                type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                    .withInterfaceSymbols(TILE)
                    .withMethodBody(INIT_NAME, MTD_void, 0, TileGenerator::constructor)
                    .withMethodBody("run", run, ClassFile.ACC_PUBLIC, this::run));
  }

  private static void constructor(CodeBuilder code) {
    code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_();
  }

  private void run(CodeBuilder code) {
    for (int array : new int[] {A, B, C}) {
      code.aload(array).checkcast(lane.array).astore(array);
    }
    rowBases(code, A_AT, A_ROW, aBase);
    rowBases(code, C_AT, C_ROW, cBase);
    start(code);
    loop(code);
    finish(code);
    code.return_();
  }

  private void rowBases(CodeBuilder code, int at, int row, int base) {
    for (int r = 0; r < rows; r++) {
      code.iload(at).iload(row).loadConstant(r).imul().iadd().istore(base + r);
    }
  }

  private void start(CodeBuilder code) {
    Label zero = code.newLabel();
    Label ready = code.newLabel();
    code.iload(ADD).ifeq(zero);
    for (int i = 0; i < rows * vectors; i++) {
      loadC(code, i / vectors, i % vectors);
      code.astore(accumulator + i);
    }
    code.goto_(ready).labelBinding(zero);
    for (int i = 0; i < rows * vectors; i++) {
      species(code).invokestatic(lane.vector, "zero", MethodTypeDesc.of(lane.vector, SPECIES));
      code.astore(accumulator + i);
    }
    code.labelBinding(ready);
  }

  private void loop(CodeBuilder code) {
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(step);
    code.labelBinding(test).iload(step).iload(DEPTH).if_icmpge(end);
    if (scattered) {
      code.iload(B_AT).aload(B_ROWS).iload(B_ROW).iload(step).iadd().iaload();
    } else {
      code.iload(B_AT).iload(step).iload(B_ROW).imul();
    }
    code.iadd().istore(bIndex);
    for (int v = 0; v < vectors; v++) {
      species(code).aload(B).iload(bIndex).loadConstant(v * lane.lanes).iadd();
      code.invokestatic(
          lane.vector, "fromArray", MethodTypeDesc.of(lane.vector, SPECIES, lane.array, CD_int));
      code.astore(bVector + v);
    }
    var fma = MethodTypeDesc.of(lane.vector, VECTOR, VECTOR);
    for (int r = 0; r < rows; r++) {
      species(code).aload(A).iload(aBase + r).iload(step).iadd().arrayLoad(lane.kind);
      code.invokestatic(
          lane.vector, "broadcast", MethodTypeDesc.of(lane.vector, SPECIES, lane.element));
      code.astore(factor);
      for (int v = 0; v < vectors; v++) {
        int target = accumulator + r * vectors + v;
        code.aload(factor).aload(bVector + v).aload(target);
        code.invokevirtual(lane.vector, "fma", fma).astore(target);
      }
    }
    code.iinc(step, 1).goto_(test).labelBinding(end);
  }

  private void finish(CodeBuilder code) {
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        code.aload(accumulator + r * vectors + v);
        code.aload(C).iload(cBase + r).loadConstant(v * lane.lanes).iadd();
        code.invokevirtual(
            lane.vector, "intoArray", MethodTypeDesc.of(CD_void, lane.array, CD_int));
      }
    }
  }

  private void loadC(CodeBuilder code, int r, int v) {
    species(code).aload(C).iload(cBase + r).loadConstant(v * lane.lanes).iadd();
    code.invokestatic(
        lane.vector, "fromArray", MethodTypeDesc.of(lane.vector, SPECIES, lane.array, CD_int));
  }

  private CodeBuilder species(CodeBuilder code) {
    return code.getstatic(lane.vector, "SPECIES_" + lane.bits, SPECIES);
  }
}
