import Foundation
import OptCore
import SingleMachine
import TestSupport

/// One of the published instance sets: instances with the optimum their file states.
struct PaperSet {
  let instances: [SingleMachineInstance]
  let optima: [Int]

  /// Reads a set; nil when the reference data are absent.
  init?(_ name: String) throws {
    guard let path = SharedData.file("benchmarks/smtt/paper/\(name).jsonl") else { return nil }
    let text = try SourceText.read(path: path)
    var instances: [SingleMachineInstance] = []
    var optima: [Int] = []
    for line in text.bytes.split(separator: 0x0A) {
      let record = SourceText(file: "\(name).json", bytes: Array(line))
      instances.append(try SingleMachineInstance.read(record))
      guard let optimum = try JSONReader.read(record)["optimal"]?.asInteger else { return nil }
      optima.append(optimum)
    }
    self.instances = instances
    self.optima = optima
  }

  /// How far a rule is from the optima.
  struct Deviation {
    /// The mean of `100 (v - opt) / opt` over the instances whose optimum is positive.
    var mean = 0.0
    /// `100 (sum v / sum opt - 1)` over the same instances.
    var pooled = 0.0
    /// How many instances have a positive optimum.
    var count = 0
    /// The summed tardiness on the other instances.
    var excess = 0
  }

  /// The deviation of a rule over the set.
  func deviation(of rule: some SequenceRule) -> Deviation {
    var found = Deviation()
    var values = 0
    var total = 0
    for (instance, optimum) in zip(instances, optima) {
      let schedule = TardinessSchedule(sequence: rule.sequence(of: instance))
      let value = schedule.objective(in: instance).asInteger ?? 0
      guard optimum > 0 else {
        found.excess += value
        continue
      }
      found.mean += 100 * Double(value - optimum) / Double(optimum)
      found.count += 1
      values += value
      total += optimum
    }
    found.mean /= Double(found.count)
    found.pooled = 100 * Double(values - total) / Double(total)
    return found
  }
}
