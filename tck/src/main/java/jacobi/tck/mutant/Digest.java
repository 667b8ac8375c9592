package jacobi.tck.mutant;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// What methods do, in eight digits: other instructions, other digits; lines and the numbers of
/// constants do not count.
final class Digest {
  private Digest() {}

  /// The digits of the methods of a class, those of one name taken together.
  static Map<String, String> of(ClassModel model) {
    Map<String, CRC32> sums = new HashMap<>();
    for (MethodModel method : model.methods()) {
      CodeModel code = method.code().orElse(null);
      if (code != null) {
        CRC32 sum = sums.computeIfAbsent(method.methodName().stringValue(), _ -> new CRC32());
        add(sum, method.methodType().stringValue());
        for (CodeElement element : code) {
          if (element instanceof Instruction instruction) {
            add(sum, text(instruction));
          }
        }
      }
    }
    Map<String, String> digits = new HashMap<>();
    sums.forEach((name, sum) -> digits.put(name, "%08x".formatted(sum.getValue())));
    return digits;
  }

  private static void add(CRC32 sum, String text) {
    sum.update((text + '\n').getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Instruction instruction) {
    String what =
        switch (instruction) {
          case InvokeInstruction call ->
              call.owner().asInternalName() + call.name().stringValue() + call.type().stringValue();
          case FieldInstruction field ->
              field.owner().asInternalName() + field.name().stringValue();
          case ConstantInstruction constant -> String.valueOf(constant.constantValue());
          case IncrementInstruction step -> step.slot() + "+" + step.constant();
          case LoadInstruction load -> String.valueOf(load.slot());
          case StoreInstruction store -> String.valueOf(store.slot());
          default -> "";
        };
    return instruction.opcode() + " " + what;
  }
}
