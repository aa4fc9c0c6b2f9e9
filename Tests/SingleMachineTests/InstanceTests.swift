import OptCore
import SingleMachine
import Testing

@Suite("Single-machine instances")
struct InstanceTests {
  typealias Invalid = SingleMachineInstance.Invalid

  @Test("negative durations and weights are refused, naming the job")
  func negative() {
    #expect(throws: Invalid.negativeProcessingTime(job: 1, value: -3)) {
      try SingleMachineInstance(name: "x", processingTimes: [1, -3], dueDates: [0, 0])
    }
    #expect(throws: Invalid.negativeWeight(job: 0, value: -1)) {
      try SingleMachineInstance(
        name: "x", processingTimes: [1], dueDates: [0], weights: [-1])
    }
  }

  @Test("columns of different lengths are refused")
  func lengths() {
    #expect(throws: Invalid.countsDiffer(processingTimes: 2, dueDates: 1, weights: nil)) {
      try SingleMachineInstance(name: "x", processingTimes: [1, 2], dueDates: [0])
    }
    let weighted = Invalid.countsDiffer(processingTimes: 2, dueDates: 2, weights: 1)
    #expect(throws: weighted) {
      try SingleMachineInstance(
        name: "x", processingTimes: [1, 2], dueDates: [0, 0], weights: [1])
    }
    #expect(weighted.description.contains("1 weights"))
    // Weights that nobody gave are not spoken of.
    #expect(
      Invalid.countsDiffer(processingTimes: 2, dueDates: 1, weights: nil).description
        == "found 2 processing times and 1 due dates, expected equally many")
  }

  @Test("sums up to 2^62 are accepted and anything above is refused without overflow")
  func largeSums() throws {
    let limit = 1 << 62
    // One job: (p + |d|) * 1 = 2^61 + 2^61.
    let largest = try SingleMachineInstance(
      name: "x", processingTimes: [limit / 2], dueDates: [-limit / 2])
    let schedule = TardinessSchedule(sequence: [0])
    #expect(schedule.objective(in: largest) == .integer(limit))
    let refused: [(p: [Int], d: [Int], w: [Int])] = [
      ([limit / 2], [limit / 2 + 1], [1]), ([.max], [0], [1]), ([0], [.min], [1]),
      ([0], [.max], [1]), ([limit / 2, limit / 2], [0, 0], [1, 0]), ([2], [0], [limit]),
      ([0, 0], [0, 1], [limit, limit]), ([0, 0], [1, 0], [.max, .max]),
    ]
    for (p, d, w) in refused {
      #expect(throws: Invalid.self, "\(p) \(d) \(w)") {
        try SingleMachineInstance(name: "x", processingTimes: p, dueDates: d, weights: w)
      }
    }
  }

  @Test("the digest depends on the data only, and weights of 1 are no weights")
  func digest() throws {
    let plain = try SingleMachineInstance(name: "a", processingTimes: [3, 4], dueDates: [5, -6])
    let ones = try SingleMachineInstance(
      name: "b", processingTimes: [3, 4], dueDates: [5, -6], weights: [1, 1])
    let weighted = try SingleMachineInstance(
      name: "b", processingTimes: [3, 4], dueDates: [5, -6], weights: [1, 0])
    #expect(plain.digest == ones.digest)
    #expect(!ones.isWeighted)
    #expect(plain.digest != weighted.digest)
    #expect(weighted.isWeighted)
    #expect(String(decoding: plain.canonicalText(), as: UTF8.self) == "2\n3 5\n4 -6\n")
    #expect(String(decoding: weighted.canonicalText(), as: UTF8.self) == "2\n3 5 1\n4 -6 0\n")
  }

  @Test("schedules say what is wrong with them and count tardiness from the definition")
  func schedules() throws {
    let instance = try SingleMachineInstance(
      name: "x", processingTimes: [3, 4, 2], dueDates: [5, 4, 9], weights: [2, 1, 7])
    // Order 0 1 2: ends 3 7 9, tardiness 0 3 0, cost 1 * 3.
    let schedule = TardinessSchedule(sequence: [0, 1, 2])
    #expect(schedule.violations(in: instance).isEmpty)
    #expect(schedule.objective(in: instance) == .integer(3))
    #expect(schedule.completionTimes(in: instance) == [3, 7, 9])
    #expect(schedule.tardyCount(in: instance) == 1)
    #expect(schedule.timings(in: instance)[1].start == .integer(3))
    let wrong = TardinessSchedule(sequence: [0, 3, 0, -1])
    #expect(
      wrong.violations(in: instance) == [
        .unknownJob(job: 3, position: 1, jobCount: 3), .repeatedJob(job: 0, positions: [0, 2]),
        .unknownJob(job: -1, position: 3, jobCount: 3), .missingJob(job: 1), .missingJob(job: 2),
      ])
    // Unknown jobs count nothing; the second run of job 0 ends at 6, one tick late at weight 2.
    #expect(wrong.objective(in: instance) == .integer(2))
  }
}
