import EngineCP
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("What propagators remember does not outlive going back")
struct BacktrackingTests {
  @Test(
    "after random decisions, some of them undone, bounds are those of a new kernel",
    arguments: RandomConstraints.Kind.allCases)
  func bounds(kind: RandomConstraints.Kind) throws {
    var random = RandomStream(seed: 45)
    for trial in 0..<100 {
      let kinds = [RandomConstraints.Kind](repeating: kind, count: 1 + trial % 2)
      let model = RandomConstraints.draw(kinds, &random)
      if let fault = try Self.check(model, &random) {
        Issue.record("\(kind), model \(trial): \(fault)")
        return
      }
    }
  }

  @Test("the same on machines with more tasks")
  func machines() throws {
    var random = RandomStream(seed: 46)
    for trial in 0..<60 {
      let jobs = (0..<6 + trial % 5).map { _ -> DisjunctiveTests.Job in
        let (release, duration) = (random.integer(in: 0...15), random.integer(in: 1...6))
        return (release, release + duration + random.integer(in: 4...30), duration)
      }
      if let fault = try Self.check(DisjunctiveTests.machine(jobs), &random) {
        Issue.record("\(jobs): \(fault)")
        return
      }
    }
  }

  /// Decides at random, goes back at random and after conflicts, 30 times.
  private static func check(_ model: Model, _ random: inout RandomStream) throws -> String? {
    let compiled = try ModelCompiler(model)
    if compiled.isRefuted { return nil }
    var kernel = compiled.takeKernel()
    var decisions: [Predicate] = []
    guard kernel.propagate() else { return nil }
    for _ in 0..<30 {
      let open = (0..<model.columnCount).filter { !kernel.isFixed(Int32(2 * $0)) }
      if open.isEmpty || random.integer(in: 0...3) == 0 {
        let level = random.integer(in: 0...decisions.count)
        decisions.removeLast(decisions.count - level)
        kernel.backtrack(to: Int32(level))
        continue
      }
      let view = Int32(2 * open[random.integer(in: 0...open.count - 1)])
      let value = random.integer(in: kernel.lower[view]...kernel.upper(view) - 1)
      let isAtMost = random.integer(in: 0...1) == 0
      let decision = isAtMost ? Predicate(view ^ 1, -value) : Predicate(view, value + 1)
      decisions.append(decision)
      kernel.decide(decision)
      let isPossible = kernel.propagate()
      let expected = try bounds(model, decisions)
      if isPossible != (expected != nil) {
        return "\(decisions): \(isPossible ? "no conflict" : "a conflict") after going back"
      }
      if let expected, expected != bounds(kernel, model) {
        return "\(decisions): found \(bounds(kernel, model)), expected \(expected)"
      }
      if !isPossible {
        decisions.removeLast()
        kernel.backtrack(to: Int32(decisions.count))
      }
    }
    return nil
  }

  /// Bounds of a kernel that has never gone back; nil after a conflict.
  private static func bounds(_ model: Model, _ decisions: [Predicate]) throws -> [ClosedRange<
    Int
  >]? {
    var kernel = try ModelCompiler(model).takeKernel()
    guard kernel.propagate() else { return nil }
    for decision in decisions {
      kernel.decide(decision)
      guard kernel.propagate() else { return nil }
    }
    return bounds(kernel, model)
  }

  private static func bounds(_ kernel: borrowing Kernel, _ model: Model) -> [ClosedRange<Int>] {
    var bounds: [ClosedRange<Int>] = []
    for column in 0..<model.columnCount {
      let view = Int32(2 * column)
      bounds.append(kernel.lower[view]...kernel.upper(view))
    }
    return bounds
  }
}
