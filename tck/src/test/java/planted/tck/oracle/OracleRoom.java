package planted.tck.oracle;

import planted.tck.check.CheckRoom;
import planted.tck.junit.JunitRoom;
import planted.tck.mutant.MutantRoom;
import planted.tck.mutation.MutationRoom;
import planted.tck.report.ReportRoom;
import planted.tck.run.RunRoom;
import planted.tck.trial.TrialRoom;
import planted.tck.vocabulary.VocabularyRoom;

/// A room of the kit that looks up to all rooms above.
public final class OracleRoom {
  TrialRoom trial;
  VocabularyRoom vocabulary;
  CheckRoom check;
  RunRoom run;
  MutationRoom mutation;
  MutantRoom mutant;
  ReportRoom report;
  JunitRoom junit;
}
