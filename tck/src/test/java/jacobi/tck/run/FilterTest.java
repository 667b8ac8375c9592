package jacobi.tck.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.tck.spec.Specification;
import jacobi.tck.trial.Test;
import jacobi.type.DType;

class FilterTest {
  private static final Test MUL =
      new Test(Specification.read().rule("10.1"), "MUL", DType.F32, 1, trial -> {});

  @org.junit.jupiter.api.Test
  void aSelectionNamesCategoryRuleOpTypeAndCase() {
    for (String one : new String[] {"C10", "10.1", "C10/MUL", "10.1/MUL/F32", "10.1/MUL/F32#12"}) {
      assertTrue(Filter.of(one).takes(MUL), one);
    }
    for (String one : new String[] {"C11", "10.2", "C10/ADD", "10.1/MUL/F64"}) {
      assertFalse(Filter.of(one).takes(MUL), one);
    }
    assertEquals(12, Filter.of("10.1/MUL/F32#12").number());
    assertEquals("3,0,1", Filter.of("10.1/MUL/F32!3,0,1").choices());
  }

  @org.junit.jupiter.api.Test
  void whatIsNoSelectionIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Filter.of("MUL"));
    assertThrows(IllegalArgumentException.class, () -> Filter.of("C10/MUL/F32/5"));
  }
}
