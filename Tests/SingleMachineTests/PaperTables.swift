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

  /// The mean of `100 (v - opt) / opt` over the instances whose optimum is positive.
  func meanGap(of rule: some SequenceRule) -> Double {
    var sum = 0.0
    var count = 0
    for (instance, optimum) in zip(instances, optima) where optimum > 0 {
      let schedule = TardinessSchedule(sequence: rule.sequence(of: instance))
      let value = schedule.objective(in: instance).asReal
      sum += 100 * (value - Double(optimum)) / Double(optimum)
      count += 1
    }
    return sum / Double(count)
  }
}
