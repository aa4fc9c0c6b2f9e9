import Experiments
import OptCore
import Testing

@Suite("ShardPlan")
struct ShardPlanTests {
  private func run(
    _ index: Int, method: String = "mdd", time: Double? = nil, threads: Int = 1
  ) -> PlannedRun {
    let specification = RunSpecification(
      instance: InstanceReference(
        family: "smtt", name: "i\(index)", path: "i\(index).txt", digest: "sha256:\(index)", size: 1
      ),
      method: MethodSetting(method, threads: threads), seed: 1, limits: SolveLimits(time: time))
    return PlannedRun(specification, key: "\(index)")
  }

  @Test("Every run is in exactly one shard, in order, and each shard but the last has its work")
  func partition() {
    var random = RandomStream(seed: 5)
    for _ in 0..<500 {
      let runs = (0..<random.integer(in: 0...60)).map {
        run(
          $0, time: Double(random.integer(in: 1...40)), threads: random.integer(in: 1...2))
      }
      let least = Double(random.integer(in: 1...90))
      let plan = ShardPlan(runs, leastSeconds: least)
      let dealt = plan.shards.flatMap { $0 }
      #expect(Set(dealt) == Set(runs))
      #expect(dealt.count == runs.count)
      for (shard, seconds) in zip(plan.shards, plan.expectedSeconds) {
        #expect(shard.compactMap(\.specification.limits.time).reduce(0, +) == seconds)
        #expect(Set(shard.map(\.specification.method.threads)).count == 1)
        #expect(shard == runs.filter { shard.contains($0) })
      }
      // One shard for each number of threads may be left with less than asked for.
      #expect(plan.expectedSeconds.filter { $0 < least }.count <= 2)
    }
  }

  @Test("A shard is closed as soon as it holds enough work")
  func closes() {
    let runs = (0..<10).map { run($0, time: 10) }
    #expect(ShardPlan(runs, leastSeconds: 30).shards.map(\.count) == [3, 3, 3, 1])
  }

  @Test("There are no more shards than asked for")
  func most() {
    let runs = (0..<1000).map { run($0, time: 100) }
    let plan = ShardPlan(runs, mostShards: 16)
    #expect(plan.shards.count <= 16)
    #expect(plan.shards.count >= 14)
  }

  @Test("Experience shortens what a run is expected to take, but a limit stays a limit")
  func experience() {
    let runs = [run(0, time: 60), run(1, method: "exact", time: 60), run(2, method: "ils")]
    let plan = ShardPlan(runs, leastSeconds: 1e9, experience: ["mdd": 0.1, "exact": 100])
    #expect(plan.expectedSeconds == [0.1 + 60 + 60])
  }
}
