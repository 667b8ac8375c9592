package planted.tck.mutant;

import planted.tck.junit.JunitRoom;
import planted.tck.report.ReportRoom;

/// A room of the kit that looks up to all rooms above.
public final class MutantRoom {
  ReportRoom report;
  JunitRoom junit;
}
