import Modeling
import OptCore
import TestSupport

/// A small flexible job shop: operations choose among machines.
struct FlexibleShop {
  typealias Operation = [(machine: Int, duration: Int)]
  var machines: Int
  var jobs: [[Operation]]

  /// Every operation may run on 1 to all machines, each duration drawn on its own.
  static func draw(
    jobs: Int, operations: ClosedRange<Int>, machines: Int, durations: ClosedRange<Int>,
    _ random: inout RandomStream
  ) -> FlexibleShop {
    let jobs = (0..<jobs).map { _ in
      (0..<random.integer(in: operations)).map { _ in
        var order = Array(0..<machines)
        for k in 0..<machines { order.swapAt(k, k + random.below(machines - k)) }
        let isEven = random.below(3) == 0
        let duration = random.integer(in: durations)
        return order.prefix(random.integer(in: 1...machines)).map {
          (machine: $0, duration: isEven ? duration : random.integer(in: durations))
        }
      }
    }
    return FlexibleShop(machines: machines, jobs: jobs)
  }

  /// The least makespan, by trying all ways to append operations to machines.
  var optimum: Int { ShopOracle(machineCount: machines, jobs: jobs).best(.makespan) }

  /// A shared start per operation, a presence per machine; the end follows by rows on condition, or, with `hasDuration`, from a number.
  func model(horizon: Int, hasDuration: Bool) -> Model {
    var model = Model("flexible")
    let makespan = model.variable(.integer, upper: Double(horizon), name: "makespan")
    var onMachine = [[Interval]](repeating: [], count: machines)
    for job in jobs {
      let starts = model.variables(.integer, job.count, upper: Double(horizon), name: "start")
      for (k, operation) in job.enumerated() {
        let next = k + 1 < job.count ? starts[k + 1] : makespan
        let present = model.variables(.integer, operation.count, upper: 1, name: "present")
        model.require(.exactlyOne(present.map { $0.literal }))
        let shortest = operation.map(\.duration).min() ?? 0
        model.require(starts[k] + Double(shortest) <= next)
        if hasDuration {
          var end = LinearExpression(of: starts[k])
          for (choice, literal) in zip(operation, present) {
            end.add(Double(choice.duration), LinearExpression(of: literal))
          }
          model.require(.relation(end <= next, if: []))
        } else {
          for (choice, literal) in zip(operation, present) {
            model.require(
              .relation(starts[k] + Double(choice.duration) <= next, if: [literal.literal]))
          }
        }
        for (choice, literal) in zip(operation, present) {
          onMachine[choice.machine].append(
            Interval(
              start: starts[k], duration: LinearExpression(Double(choice.duration)),
              presence: literal))
        }
      }
    }
    for intervals in onMachine where intervals.count > 1 { model.require(.noOverlap(intervals)) }
    model.minimize(makespan)
    return model
  }
}
