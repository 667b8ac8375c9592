package planted.tck.trial;

import planted.tck.check.CheckRoom;
import planted.tck.junit.JunitRoom;
import planted.tck.mutant.MutantRoom;
import planted.tck.mutation.MutationRoom;
import planted.tck.report.ReportRoom;
import planted.tck.run.RunRoom;
import planted.tck.vocabulary.VocabularyRoom;

/// A room of the kit that looks up to all rooms above.
public final class TrialRoom {
  VocabularyRoom vocabulary;
  CheckRoom check;
  RunRoom run;
  MutationRoom mutation;
  MutantRoom mutant;
  ReportRoom report;
  JunitRoom junit;
}
