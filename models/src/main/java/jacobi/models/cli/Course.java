package jacobi.models.cli;

import jacobi.models.optim.Schedule;

/// The courses of the learning rate that users can name.
enum Course {
  CONSTANT,
  LINEAR,
  COSINE,
  ONE_CYCLE;

  /// The schedule, behind a rise in the first part of the run.
  Schedule schedule(double warmUp) {
    Schedule course =
        switch (this) {
          case CONSTANT -> Schedule.constant();
          case LINEAR -> Schedule.linear(0);
          case COSINE -> Schedule.cosine();
          case ONE_CYCLE -> Schedule.oneCycle();
        };
    return warmUp > 0 ? course.warmUp(warmUp) : course;
  }
}
