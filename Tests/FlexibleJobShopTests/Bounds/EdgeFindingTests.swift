import FlexibleJobShop
import OptCore
import Testing

@Suite("Windows of the operations of one machine")
struct EdgeFindingTests {
  private struct Machine {
    var heads: [Int] = []
    var durations: [Int] = []
    var deadlines: [Int] = []
  }

  /// By operation the earliest start and latest end over all sequences that keep the windows; nil when none does.
  private func exact(_ machine: Machine) -> (starts: [Int], ends: [Int])? {
    let n = machine.heads.count
    var starts = [Int](repeating: .max, count: n)
    var ends = [Int](repeating: .min, count: n)
    var sequence = Array(0..<n)
    func permute(_ fixed: Int) {
      guard fixed == n else {
        for k in fixed..<n {
          sequence.swapAt(fixed, k)
          permute(fixed + 1)
          sequence.swapAt(fixed, k)
        }
        return
      }
      var (clock, early, late) = (Int.min, starts, ends)
      for i in sequence {
        let start = max(clock, machine.heads[i])
        clock = start + machine.durations[i]
        guard clock <= machine.deadlines[i] else { return }
        early[i] = min(early[i], start)
      }
      clock = .max
      for i in sequence.reversed() {
        let end = min(clock, machine.deadlines[i])
        clock = end - machine.durations[i]
        late[i] = max(late[i], end)
      }
      (starts, ends) = (early, late)
    }
    permute(0)
    return n == 0 || starts[0] < .max ? (starts, ends) : nil
  }

  @Test("No sequence is lost, and windows get smaller", arguments: 0..<6)
  func exhaustive(seed: UInt64) {
    var random = RandomStream(seed: seed)
    var (refuted, infeasible, narrowed) = (0, 0, 0)
    for _ in 0..<1000 {
      var machine = Machine()
      for _ in 0..<random.below(6) {
        let (head, duration) = (random.below(12), random.below(5))
        machine.heads.append(head)
        machine.durations.append(duration)
        machine.deadlines.append(head + duration + random.below(14))
      }
      var edges = EdgeFinding(
        heads: machine.heads, durations: machine.durations, deadlines: machine.deadlines)
      let holds = edges.tighten()
      guard let exact = exact(machine) else {
        infeasible += 1
        refuted += holds ? 0 : 1
        continue
      }
      #expect(holds, "\(machine)")
      for i in machine.heads.indices {
        #expect(edges.heads[i] <= exact.starts[i], "\(machine)")
        #expect(edges.deadlines[i] >= exact.ends[i], "\(machine)")
      }
      if edges.heads != machine.heads { narrowed += 1 }
    }
    #expect(2 * refuted > infeasible && narrowed > 20, "\(refuted) of \(infeasible), \(narrowed)")
  }
}
