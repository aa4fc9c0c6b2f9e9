/// An integer type the search kernels are compiled for: `Int32` where sums fit, `Int` otherwise.
package protocol SearchInteger: FixedWidthInteger, SignedInteger, BitwiseCopyable, Sendable {}

extension Int32: SearchInteger {}
extension Int: SearchInteger {}

extension SingleMachineInstance {
  /// Whether every sum a search forms stays below 2^31.
  ///
  /// Latenesses lie within `P + max |d|`, and the changes of cost of disjoint sets of jobs that a search adds up
  /// are each at most that times the jobs' weights.
  package var searchFitsIn32Bits: Bool {
    let farthest = dueDates.reduce(0) { max($0, abs($1)) }
    let weight = max(totalWeight, jobCount)
    let (product, overflow) = (totalProcessingTime + farthest).multipliedReportingOverflow(
      by: max(1, weight))
    return !overflow && product < 1 << 30
  }
}

/// Work on a state whose number type and weighting are chosen by the instance.
package protocol SequenceTask {
  associatedtype Output
  associatedtype Failure: Error
  /// Does the work.
  mutating func run<Value, Weights>(
    _ state: consuming SequenceState<Value, Weights>
  ) throws(Failure) -> Output
}

extension SingleMachineInstance {
  /// Runs a task on the cheapest state that represents the instance exactly.
  package func search<Task: SequenceTask>(
    from sequence: [Int], _ task: inout Task
  ) throws(Task.Failure) -> Task.Output {
    switch (searchFitsIn32Bits, isWeighted) {
    case (true, false):
      try task.run(SequenceState<Int32, UnitWeights>(self, sequence: sequence))
    case (true, true):
      try task.run(SequenceState<Int32, JobWeights>(self, sequence: sequence))
    case (false, false):
      try task.run(SequenceState<Int, UnitWeights>(self, sequence: sequence))
    case (false, true):
      try task.run(SequenceState<Int, JobWeights>(self, sequence: sequence))
    }
  }
}
