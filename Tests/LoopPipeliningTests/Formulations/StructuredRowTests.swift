import LoopPipelining
import Testing

@Suite("structured rows of a dependence")
struct StructuredRowTests {
  @Test("together they are the dependence, for every pair of rows and stages", arguments: 1...6)
  func equivalence(interval: Int) {
    for delay in -2 * interval...3 * interval {
      for distance in 0...2 {
        let rows = (0..<interval).map {
          StructuredRow(weight: delay - distance * interval, interval: interval, firstSource: $0)
        }
        for source in 0..<interval {
          for target in 0..<interval {
            for stages in -7...7 {
              // The source in stage 0, the target so many stages later.
              let holds = interval * stages + target + distance * interval >= source + delay
              let allHold = rows.allSatisfy { row in
                (source >= row.firstSource ? 1 : 0) + (target <= row.lastTarget ? 1 : 0) - stages
                  <= 1 - row.turns
              }
              #expect(
                holds == allHold, "\(interval) \(delay) \(distance) \(source) \(target) \(stages)")
            }
          }
        }
      }
    }
  }
}
