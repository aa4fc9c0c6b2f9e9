import Foundation
import OptCore
import SingleMachine
import TestSupport
import Testing

/// Small random instances that favour ties, zero durations and negative or late due dates.
struct SmallTardinessInstances: Sequence, IteratorProtocol {
  var stream: RandomStream
  var left: Int
  let largest: Int

  init(seed: UInt64, count: Int, largest: Int) {
    stream = RandomStream(seed: seed)
    left = count
    self.largest = largest
  }

  mutating func next() -> SingleMachineInstance? {
    guard left > 0 else { return nil }
    left -= 1
    let count = stream.below(largest + 1)
    let spread = [1, 3, 10, 100, 100_000][stream.below(5)]
    let shortest = stream.below(2)
    let p = (0..<count).map { _ in stream.integer(in: shortest...spread) }
    let total = p.reduce(0, +)
    let range = [1, 5, total, 2 * total][stream.below(4)] + 1
    let shift = stream.below(3) == 0 ? -total / 4 : total / 4
    let d = (0..<count).map { _ in stream.below(range) + shift }
    let w = stream.below(2) == 0 ? nil : (0..<count).map { _ in stream.below(5) }
    return try? SingleMachineInstance(
      name: "random", processingTimes: p, dueDates: d, weights: w)
  }
}

@Suite("Rules against their definitions")
struct RuleDefinitionTests {
  static func instances(_ seed: UInt64, largest: Int = 14) -> SmallTardinessInstances {
    SmallTardinessInstances(seed: seed, count: 3000, largest: largest)
  }

  static func compare(
    _ rule: some SequenceRule, settings: [String] = [], seed: UInt64,
    _ definition: (SingleMachineInstance) -> [Int]
  ) throws {
    let parameters = try ParameterValues(settings, allowed: rule.description.parameters)
    for instance in instances(seed) {
      let found = rule.sequence(of: instance, parameters: parameters, until: { false })
      let expected = definition(instance)
      guard found == expected else {
        Issue.record(
          "\(rule.description.id): \(found), by definition \(expected), for p \(instance.processingTimes) d \(instance.dueDates) w \(instance.weights)"
        )
        return
      }
    }
  }

  @Test("edd, spt and eddc-paper are the sorted orders")
  func sorted() throws {
    try Self.compare(EarliestDueDate(), seed: 1) { i in
      (0..<i.jobCount).sorted { (i.dueDates[$0], $0) < (i.dueDates[$1], $1) }
    }
    try Self.compare(EarliestDueDate(), settings: ["ties=shortest"], seed: 1) { i in
      RuleDefinitions.eddChallenger(i.processingTimes, i.dueDates, asPrinted: true)
    }
    try Self.compare(PublishedEDDChallenger(), seed: 2) { i in
      RuleDefinitions.eddChallenger(i.processingTimes, i.dueDates, asPrinted: true)
    }
    try Self.compare(ShortestProcessingTime(), seed: 3) { i in
      RuleDefinitions.dynamic(i.processingTimes) { job, _, _ in
        [Double(i.processingTimes[job]), Double(i.dueDates[job])]
      }
    }
  }

  @Test("wspt orders by p / w with p = 0 first and w = 0 last")
  func wspt() throws {
    try Self.compare(WeightedShortestProcessingTime(), seed: 4) { i in
      RuleDefinitions.dynamic(i.processingTimes) { job, _, _ in
        let (p, w) = (i.processingTimes[job], i.weights[job])
        return [p == 0 ? -1 : w == 0 ? .infinity : Double(p) / Double(w), Double(p)]
      }
    }
  }

  @Test("mdd with heaps takes the jobs the definition takes, for both tie orders")
  func mdd() throws {
    try Self.compare(ModifiedDueDate(), seed: 5) { i in
      RuleDefinitions.modifiedDueDate(i.processingTimes, i.dueDates) { _ in 0 }
    }
    try Self.compare(ModifiedDueDate(), settings: ["ties=shortest"], seed: 6) { i in
      RuleDefinitions.modifiedDueDate(i.processingTimes, i.dueDates) { i.processingTimes[$0] }
    }
  }

  @Test("wmdd, covert and panneerselvam take the jobs their definitions take")
  func ratios() throws {
    try Self.compare(WeightedModifiedDueDate(), seed: 7) { i in
      RuleDefinitions.dynamic(i.processingTimes) { job, t, _ in
        let (p, w) = (i.processingTimes[job], i.weights[job])
        let value = Double(max(p, i.dueDates[job] - t)) * (1 / Double(max(1, w)))
        return [w == 0 ? .infinity : value, Double(p)]
      }
    }
    try Self.compare(CostOverTime(), settings: ["k=0.7"], seed: 8) { i in
      RuleDefinitions.dynamic(i.processingTimes) { job, t, _ in
        let (p, w) = (Double(i.processingTimes[job]), Double(i.weights[job]))
        let slack = max(0, Double(i.dueDates[job]) - p - Double(t))
        let value = p == 0 ? (w > 0 ? .infinity : 0) : w / p * max(0, 1 - slack * (1 / (0.7 * p)))
        return [-value, p]
      }
    }
    try Self.compare(Panneerselvam(), seed: 9) { i in
      RuleDefinitions.dynamic(i.processingTimes) { job, _, open in
        let work = open.reduce(0) { $0 + i.processingTimes[$1] }
        let distance = Double(work - i.dueDates[job])
        let value = distance == 0 ? 0 : distance / Double(i.processingTimes[job])
        return [-value, Double(-job)]
      }
    }
  }

  @Test("atc agrees with the exponential formula wherever that is not ambiguous")
  func atc() throws {
    let rule = ApparentTardinessCost()
    for instance in Self.instances(10) {
      let p = instance.processingTimes
      var open = Array(p.indices)
      var time = 0
      for job in rule.sequence(of: instance, k: 1.5, until: { false }) {
        let mean = Double(open.reduce(0) { $0 + p[$1] }) / Double(open.count)
        func priority(_ j: Int) -> Double {
          let slack = Double(max(0, instance.dueDates[j] - p[j] - time))
          let w = Double(instance.weights[j])
          if p[j] == 0 { return w > 0 ? .infinity : 0 }
          return w / Double(p[j]) * exp(-slack / (1.5 * mean))
        }
        let best = open.map(priority).max() ?? 0
        #expect(priority(job) >= best * (1 - 1e-9) || best < 1e-280)
        open.removeAll { $0 == job }
        time += p[job]
      }
      #expect(open.isEmpty)
    }
  }

  @Test("psk, eddc and mddc are the sequences of their pseudocode")
  func challengers() throws {
    try Self.compare(PanwalkarSmithKoulamas(), seed: 11) { i in
      RuleDefinitions.psk(i.processingTimes, i.dueDates)
    }
    try Self.compare(EDDChallenger(), seed: 12) { i in
      RuleDefinitions.eddChallenger(i.processingTimes, i.dueDates, asPrinted: false)
    }
    try Self.compare(MDDChallenger(), seed: 13) { i in
      RuleDefinitions.mddChallenger(i.processingTimes, i.dueDates)
    }
  }

  @Test("nbr and the augmented rules make the moves that full evaluation finds best")
  func relocation() throws {
    try Self.compare(AugmentedModifiedDueDate(), seed: 14) { i in
      let oracle = TardinessOracle(p: i.processingTimes, d: i.dueDates)
      let order = RuleDefinitions.modifiedDueDate(i.processingTimes, i.dueDates) { _ in 0 }
      return RuleDefinitions.augmented(order, oracle.cost)
    }
    try Self.compare(AugmentedMDDChallenger(), seed: 15) { i in
      let oracle = TardinessOracle(p: i.processingTimes, d: i.dueDates)
      let order = RuleDefinitions.mddChallenger(i.processingTimes, i.dueDates)
      return RuleDefinitions.augmented(order, oracle.cost)
    }
    try Self.compare(NetBenefitOfRelocation(), seed: 16) { i in
      let oracle = TardinessOracle(p: i.processingTimes, d: i.dueDates)
      let start = RuleDefinitions.modifiedDueDate(i.processingTimes, i.dueDates) {
        i.processingTimes[$0]
      }
      return RuleDefinitions.relocated(start, i.processingTimes, i.dueDates, oracle.cost)
    }
  }

  @Test("wilkerson-irwin leaves no pair of neighbours out of order")
  func neighbours() {
    for instance in Self.instances(17, largest: 40) {
      let (p, d) = (instance.processingTimes, instance.dueDates)
      let order = WilkersonIrwin().sequence(of: instance)
      var time = 0
      for (a, b) in zip(order, order.dropFirst()) {
        #expect((max(time + p[a], d[a]), p[a]) <= (max(time + p[b], d[b]), p[b]))
        time += p[a]
      }
    }
  }
}
