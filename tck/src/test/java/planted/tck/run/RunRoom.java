package planted.tck.run;

import planted.tck.junit.JunitRoom;
import planted.tck.mutant.MutantRoom;
import planted.tck.mutation.MutationRoom;
import planted.tck.report.ReportRoom;

/// A room of the kit that looks up to all rooms above.
public final class RunRoom {
  MutationRoom mutation;
  MutantRoom mutant;
  ReportRoom report;
  JunitRoom junit;
}
