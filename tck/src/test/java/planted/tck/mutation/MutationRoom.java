package planted.tck.mutation;

import planted.tck.junit.JunitRoom;
import planted.tck.mutant.MutantRoom;
import planted.tck.report.ReportRoom;

/// A room of the kit that looks up to all rooms above.
public final class MutationRoom {
  MutantRoom mutant;
  ReportRoom report;
  JunitRoom junit;
}
