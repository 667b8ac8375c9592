package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.type.DType;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// How many programs there can be, and where their sources are.
class ProgramTest {
  @Test
  void everyProgramHasItsSource() {
    for (Program program : Program.values()) {
      for (String source : program.resources()) {
        assertNotNull(Program.class.getResource(source), source);
      }
    }
  }

  @Test
  void allProgramsForAllTypesAreAtMostSixty() {
    Set<String> distinct = new TreeSet<>();
    Set<DType> types = EnumSet.complementOf(EnumSet.of(DType.F16, DType.BF16));
    for (Program program : Program.values()) {
      for (DType type : types) {
        distinct.add(program + program.options(type));
      }
    }
    assertTrue(distinct.size() <= 60, distinct.size() + " programs");
  }
}
