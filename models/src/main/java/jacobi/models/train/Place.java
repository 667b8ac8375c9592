package jacobi.models.train;

/// Where a run is: what to save, beside weights and moments, for a run that goes on the same.
///
/// @param epoch the epoch under way, counted from 1; one more than there are when all are done
/// @param tally the steps of that epoch so far
/// @param optimizerSteps how many steps the optimizer made
/// @param random the place in the random stream
/// @param history the epochs that are done
public record Place(int epoch, Tally tally, long optimizerSteps, long random, History history) {}
