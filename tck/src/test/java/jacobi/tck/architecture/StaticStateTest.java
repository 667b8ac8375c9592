package jacobi.tck.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Nothing is shared by accident: what is static is final and cannot change.
class StaticStateTest implements HouseRules {
  /// What there is one of in a process, and why.
  private static final Map<String, String> SHARED =
      Map.ofEntries(
          Map.entry("jacobi.Session$Shared.HELD", "the shared session, opened at first use"),
          Map.entry("jacobi.backend.cpu.parallel.Workers.SHARED", "the one pool of threads"),
          Map.entry(
              "jacobi.backend.cpu.parallel.Warming.SHARED", "the one thread that warms kernels"),
          Map.entry(
              "jacobi.backend.cpu.code.LoopTable.SHARED",
              "generated loops: one code cache a process"),
          Map.entry(
              "jacobi.backend.cpu.code.ChainCodes.SHARED", "generated loops, a bounded number"),
          Map.entry(
              "jacobi.backend.cpu.gemm.Gemm$Shared.GEMM",
              "generated tiles: one code cache a process"),
          Map.entry(
              "jacobi.backend.cpu.fused.vector.RowsWarming.SHARED", "one code cache a process"),
          Map.entry("jacobi.backend.cpu.gemm.vector.Turning.SHARED", "one code cache a process"),
          Map.entry("jacobi.backend.opencl.Signals.FOUND", "the handlers of the process's signals"),
          Map.entry("jacobi.backend.cpu.move.Widening.POOL", "a few arrays for reuse"),
          Map.entry("jacobi.backend.cpu.fused.Words$Shared.POOL", "a few arrays for reuse"),
          Map.entry("jacobi.backend.cpu.fused.Room.DOUBLES", "a few arrays for reuse"),
          Map.entry("jacobi.backend.cpu.fused.Room.POOL", "a few arrays for reuse"),
          Map.entry("jacobi.backend.cpu.fused.Exponentials.SPARE", "a few objects for reuse"),
          Map.entry("jacobi.backend.cpu.kernel.ColumnSums.SPARE", "a few objects for reuse"),
          Map.entry(
              "jacobi.backend.cpu.kernel.ReduceKernel$Job.GATHERINGS", "a few objects for reuse"),
          Map.entry("jacobi.backend.cpu.loop.Cursor.SPARE", "a few objects for reuse"),
          Map.entry("jacobi.backend.cpu.product.MatMulKernel.FLOATS", "a few objects for reuse"),
          Map.entry("jacobi.backend.cpu.product.MatMulKernel.DOUBLES", "a few objects for reuse"));

  /// What cannot change though its type could.
  private static final Map<String, String> CONSTANT =
      Map.of(
          "jacobi.spi.Needs.NOTHING", "its list is empty",
          "jacobi.spi.Accuracy.OPENCL", "a function that holds nothing",
          "jacobi.tensor.Mode.INITIAL", "its engine, stream and scope are null",
          "jacobi.tensor.Node.NO_PARENTS", "an array without elements",
          "jacobi.tensor.Pullback.NONE", "a function that holds nothing",
          "jacobi.rules.Accumulator.STANDARD", "an object without fields",
          "jacobi.rules.Rules.STANDARD", "an object without fields",
          "jacobi.type.Shape.SCALAR", "what it remembers of itself is a value");

  /// Values of the JDK.
  private static final Set<String> VALUES =
      Set.of(
          "java.lang.String",
          "java.lang.Class",
          "java.lang.ScopedValue",
          "java.lang.System$Logger",
          "java.lang.constant.ClassDesc",
          "java.lang.constant.MethodTypeDesc",
          "java.lang.foreign.FunctionDescriptor",
          "java.lang.invoke.MethodHandle",
          "java.lang.invoke.VarHandle",
          "java.math.BigInteger",
          "java.nio.file.Path",
          "java.time.Duration",
          "java.util.regex.Pattern",
          "jdk.incubator.vector.IntVector",
          "jdk.incubator.vector.VectorSpecies");

  private static final Set<String> COLLECTIONS =
      Set.of("java.util.List", "java.util.Set", "java.util.Map");

  @Test
  void everyExceptionNamesAField() {
    Set<String> names = new TreeSet<>(SHARED.keySet());
    names.addAll(CONSTANT.keySet());
    for (JavaClass type : House.REAL.classes()) {
      type.getFields().forEach(field -> names.remove(field.getFullName()));
    }
    assertEquals(Set.of(), names);
  }

  @Override
  public List<ArchRule> of(String root) {
    return List.of(
        fields().that().areStatic().and().doNotHaveModifier(SYNTHETIC).should().beFinal(),
        fields()
            .that()
            .areStatic()
            .and()
            .doNotHaveModifier(SYNTHETIC)
            .should(condition("be of an immutable type", StaticStateTest::isConstant)),
        fields()
            .that()
            .areStatic()
            .and()
            .haveRawType(nameIn(COLLECTIONS))
            .should(condition("hold what List.of and its like make", StaticStateTest::isCopied)));
  }

  private static boolean isConstant(JavaField field) {
    String name = field.getFullName();
    return SHARED.containsKey(name)
        || CONSTANT.containsKey(name)
        || COLLECTIONS.contains(field.getRawType().getName())
        || isValue(field.getRawType());
  }

  /// A value of the JDK, an enum, or a type of the house whose fields are final and values, arrays
  /// of primitives included: such a type keeps its arrays to itself.
  private static boolean isValue(JavaClass type) {
    if (type.isPrimitive() || type.isEnum() || VALUES.contains(type.getName())) {
      return true;
    }
    return type.getPackageName().startsWith("jacobi.")
        && !type.isInterface()
        && type.getAllFields().stream()
            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
            .allMatch(field -> isFinalValue(field));
  }

  private static boolean isFinalValue(JavaField field) {
    JavaClass type = field.getRawType();
    boolean numbers = type.isArray() && type.getComponentType().isPrimitive();
    return field.getModifiers().contains(JavaModifier.FINAL) && (numbers || isValue(type));
  }

  /// A static initializer that makes no collection can only have asked a factory for it.
  private static boolean isCopied(JavaField field) {
    return field.getOwner().getStaticInitializer().stream()
        .flatMap(start -> start.getConstructorCallsFromSelf().stream())
        .noneMatch(StaticStateTest::makesCollection);
  }

  private static boolean makesCollection(JavaConstructorCall call) {
    JavaClass made = call.getTargetOwner();
    return made.isAssignableTo(Collection.class) || made.isAssignableTo(Map.class);
  }

  private static DescribedPredicate<JavaClass> nameIn(Set<String> names) {
    return DescribedPredicate.describe("List, Set or Map", type -> names.contains(type.getName()));
  }

  private static ArchCondition<JavaField> condition(String says, Predicate<JavaField> holds) {
    return new ArchCondition<>(says) {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                field,
                holds.test(field),
                "%s of %s".formatted(field.getFullName(), field.getRawType().getName())));
      }
    };
  }
}
