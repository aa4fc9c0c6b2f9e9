import LoopPipelining
import OptCore
import Testing

@Suite("Overlap of iterations in a software pipeline")
struct LoopOverlapTests {
  /// A line about two operations, under the heading of its units.
  private struct Pair: Hashable {
    var units: Set<String>
    var earlier: String
    var later: String
    var distance: Int
    var cycles: Int
  }

  /// What the text says about units: pairs, by units in how many rows both work, units of which not all pairs are listed.
  private func parsed(
    _ text: String
  ) throws -> (pairs: Set<Pair>, common: [Set<String>: Int], cut: Set<Set<String>>) {
    var (pairs, common, cut) = (Set<Pair>(), [Set<String>: Int](), Set<Set<String>>())
    var units: Set<String> = []
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("overlap") }.dropFirst()
    for line in lines {
      let words = line.split { " :".contains($0) }.map(String.init)
      if !line.hasPrefix("    ") {
        guard !line.contains("warp") else { break }
        units = words[0] == "inside" ? [words[1]] : [words[0], words[2]]
        if words[0] != "inside" { common[units] = Int(words[6]) }
      } else if words[0] == "and" {
        cut.insert(units)
      } else {
        // a of iteration j with b of iteration j+1: 2 cycles
        pairs.insert(
          Pair(
            units: units, earlier: words[0], later: words[5],
            distance: try #require(Int(words[8].dropFirst(2))),
            cycles: try #require(Int(words[9]))))
      }
    }
    return (pairs, common, cut)
  }

  @Test("Listed pairs are those of the definition, with their cycles", arguments: [false, true])
  func random(isJoint: Bool) throws {
    var stream = RandomStream(seed: 31)
    var count = 0
    for _ in 0..<200 {
      let loop = try ScheduledLoop(&stream, isJoint: isJoint)
      let bytes = try LoopPipeliningFamily().export(loop.schedule, of: loop.instance, as: "txt")
      let found = try parsed(String(decoding: bytes, as: UTF8.self))
      let expected = pairs(of: loop)
      #expect(found.pairs.isSubset(of: expected))
      #expect(
        expected.subtracting(found.pairs).allSatisfy { found.cut.contains($0.units) })
      for (units, rows) in found.common {
        #expect(rows == commonRows(of: units, loop))
      }
      count += found.pairs.count
    }
    #expect(count > 100)
  }

  /// Every operation of iteration 0 with every other one of a later iteration, cycle by cycle.
  private func pairs(of loop: ScheduledLoop) -> Set<Pair> {
    let (instance, schedule) = (loop.instance, loop.schedule)
    var sums: [Pair: Int] = [:]
    for (v, first) in instance.operations.enumerated() {
      for (w, second) in instance.operations.enumerated() where v != w {
        for distance in 1...8 {
          for one in first.uses {
            for other in second.uses {
              let begin = schedule.starts[v]
              let later = schedule.starts[w] + distance * schedule.interval
              let cycles = ((begin + one.from)..<(begin + one.to)).count {
                later + other.from <= $0 && $0 < later + other.to
              }
              guard cycles > 0 else { continue }
              let units = Set([one.unit, other.unit].map { instance.machine.units[$0].name })
              let pair = Pair(
                units: units, earlier: first.id, later: second.id, distance: distance, cycles: 0)
              sums[pair, default: 0] += cycles
            }
          }
        }
      }
    }
    return Set(
      sums.map { pair, cycles in
        var pair = pair
        pair.cycles = cycles
        return pair
      })
  }

  private func commonRows(of units: Set<String>, _ loop: ScheduledLoop) -> Int {
    let replay = LoopReplay(instance: loop.instance, schedule: loop.schedule)
    let numbers = loop.instance.machine.units.indices.filter {
      units.contains(loop.instance.machine.units[$0].name)
    }
    return replay.times.count { time in
      numbers.allSatisfy { unit in
        loop.instance.operations.indices.contains { replay.use(of: unit, by: $0, at: time) > 0 }
      }
    }
  }
}
