import FlexibleJobShop
import OptCore

/// Small random shops with any conditions.
enum RandomShop {
  static func instance(_ stream: inout RandomStream) throws -> FlexibleJobShopInstance {
    let machines = 1 + stream.below(4)
    let jobs = (0..<1 + stream.below(4)).map { _ in
      (0..<stream.below(4)).map { _ in
        let first = stream.below(machines)
        return (0..<machines).filter { $0 == first || stream.below(2) == 0 }.map {
          FlexibleJobShopInstance.Alternative(machine: $0, duration: stream.below(10))
        }
      }
    }
    let operations = jobs.reduce(0) { $0 + $1.count }
    var conditions = ShopConditions()
    func list(_ count: Int, _ stream: inout RandomStream) -> [Int]? {
      stream.below(2) == 0 ? nil : (0..<count).map { _ in stream.below(30) }
    }
    conditions.jobRelease = list(jobs.count, &stream)
    conditions.operationRelease = list(operations, &stream)
    conditions.machineRelease = list(machines, &stream)
    conditions.jobDue = list(jobs.count, &stream)
    conditions.jobWeight = list(jobs.count, &stream)
    conditions.scheduledStart = list(operations, &stream)
    if stream.below(2) == 0 {
      let types = 1 + stream.below(3)
      conditions.setup = .init(
        jobType: jobs.map { _ in stream.below(types) },
        matrix: (0..<machines).map { _ in
          (0..<types).map { _ in (0..<types).map { _ in stream.below(5) } }
        })
    }
    for _ in 0..<stream.below(3) {
      let start = stream.below(20)
      conditions.downtimes.append(
        .init(machine: stream.below(machines), start: start, end: start + stream.below(9)))
    }
    let objectives = ShopObjective.allCases.filter {
      switch $0 {
      case .makespan: true
      case .totalTardiness: conditions.jobDue != nil
      case .startDelay: conditions.scheduledStart != nil
      }
    }
    return try FlexibleJobShopInstance(
      name: "random \"\(stream.below(100))\"", machineCount: machines, jobs: jobs,
      conditions: conditions, objective: objectives[stream.below(objectives.count)])
  }
}
