package jacobi.tck.mutant;

import static java.util.Map.entry;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What takes an instruction's place.
///
/// | instruction | instead |
/// | --- | --- |
/// | arithmetic | its opposite, a negation is left out |
/// | a compare | the opposite one |
/// | a step of a counter | one more |
/// | a load from an array | from the next place |
/// | a store to an array or a field | nothing |
///
/// @param says the change, for people
/// @param code writes what is there instead
record Change(String says, Consumer<CodeBuilder> code) {
  private static final Map<Opcode, Opcode> OPPOSITES =
      Map.ofEntries(
          entry(Opcode.IADD, Opcode.ISUB),
          entry(Opcode.ISUB, Opcode.IADD),
          entry(Opcode.IMUL, Opcode.IADD),
          entry(Opcode.IDIV, Opcode.IMUL),
          entry(Opcode.IREM, Opcode.IMUL),
          entry(Opcode.ISHL, Opcode.ISHR),
          entry(Opcode.ISHR, Opcode.ISHL),
          entry(Opcode.IUSHR, Opcode.ISHL),
          entry(Opcode.IAND, Opcode.IOR),
          entry(Opcode.IOR, Opcode.IAND),
          entry(Opcode.IXOR, Opcode.IAND),
          entry(Opcode.LADD, Opcode.LSUB),
          entry(Opcode.LSUB, Opcode.LADD),
          entry(Opcode.LMUL, Opcode.LADD),
          entry(Opcode.LDIV, Opcode.LMUL),
          entry(Opcode.LREM, Opcode.LMUL),
          entry(Opcode.LSHL, Opcode.LSHR),
          entry(Opcode.LSHR, Opcode.LSHL),
          entry(Opcode.LUSHR, Opcode.LSHL),
          entry(Opcode.LAND, Opcode.LOR),
          entry(Opcode.LOR, Opcode.LAND),
          entry(Opcode.LXOR, Opcode.LAND),
          entry(Opcode.FADD, Opcode.FSUB),
          entry(Opcode.FSUB, Opcode.FADD),
          entry(Opcode.FMUL, Opcode.FDIV),
          entry(Opcode.FDIV, Opcode.FMUL),
          entry(Opcode.FREM, Opcode.FMUL),
          entry(Opcode.DADD, Opcode.DSUB),
          entry(Opcode.DSUB, Opcode.DADD),
          entry(Opcode.DMUL, Opcode.DDIV),
          entry(Opcode.DDIV, Opcode.DMUL),
          entry(Opcode.DREM, Opcode.DMUL),
          entry(Opcode.IFEQ, Opcode.IFNE),
          entry(Opcode.IFNE, Opcode.IFEQ),
          entry(Opcode.IFLT, Opcode.IFGE),
          entry(Opcode.IFGE, Opcode.IFLT),
          entry(Opcode.IFGT, Opcode.IFLE),
          entry(Opcode.IFLE, Opcode.IFGT),
          entry(Opcode.IF_ICMPEQ, Opcode.IF_ICMPNE),
          entry(Opcode.IF_ICMPNE, Opcode.IF_ICMPEQ),
          entry(Opcode.IF_ICMPLT, Opcode.IF_ICMPGE),
          entry(Opcode.IF_ICMPGE, Opcode.IF_ICMPLT),
          entry(Opcode.IF_ICMPGT, Opcode.IF_ICMPLE),
          entry(Opcode.IF_ICMPLE, Opcode.IF_ICMPGT),
          entry(Opcode.IF_ACMPEQ, Opcode.IF_ACMPNE),
          entry(Opcode.IF_ACMPNE, Opcode.IF_ACMPEQ),
          entry(Opcode.IFNULL, Opcode.IFNONNULL),
          entry(Opcode.IFNONNULL, Opcode.IFNULL));

  /// The change of an instruction, or null if it is none that is changed.
  static @Nullable Change of(CodeElement element) {
    return switch (element) {
      case OperatorInstruction operator -> arithmetic(operator.opcode());
      case BranchInstruction branch -> compare(branch);
      case IncrementInstruction step ->
          new Change(
              "counts %d instead of %d".formatted(step.constant() + 1, step.constant()),
              code -> code.iinc(step.slot(), step.constant() + 1));
      case ArrayLoadInstruction load ->
          new Change(
              load.opcode() + " of the next place",
              code -> code.iconst_1().iadd().arrayLoad(load.typeKind()));
      case ArrayStoreInstruction store ->
          new Change("no " + store.opcode(), code -> pop(code, store.typeKind()).pop2());
      case FieldInstruction field when field.opcode() == Opcode.PUTFIELD ->
          new Change(
              "no store to " + field.name().stringValue(),
              code -> pop(code, TypeKind.from(field.typeSymbol())).pop());
      default -> null;
    };
  }

  private static CodeBuilder pop(CodeBuilder code, TypeKind kind) {
    return kind.slotSize() == 2 ? code.pop2() : code.pop();
  }

  private static @Nullable Change arithmetic(Opcode opcode) {
    Opcode other = OPPOSITES.get(opcode);
    return switch (opcode) {
      case INEG, LNEG, FNEG, DNEG -> new Change("no " + opcode, code -> {});
      default ->
          other == null
              ? null
              : new Change(
                  "%s instead of %s".formatted(other, opcode),
                  code -> code.with(OperatorInstruction.of(other)));
    };
  }

  private static @Nullable Change compare(BranchInstruction branch) {
    Opcode other = OPPOSITES.get(branch.opcode());
    return other == null
        ? null
        : new Change(
            "%s instead of %s".formatted(other, branch.opcode()),
            code -> code.with(BranchInstruction.of(other, branch.target())));
  }
}
