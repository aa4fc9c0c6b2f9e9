import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("Schedules under all conditions that moves change, against their definition")
struct TimedScheduleTests {
  @Test(
    "After every move, starts and objective are those computed from nothing; what is refused is a cycle or above the limit",
    arguments: ShopObjective.allCases)
  func moves(objective: ShopObjective) throws {
    var random = RandomStream(seed: 301)
    var (made, cycles, dear) = (0, 0, 0)
    for round in 0..<300 {
      let instance = try RandomShops.shop(
        &random, shortest: round % 2, conditions: round % 3 > 0, setups: round % 4 > 1,
        objective: objective)
      guard instance.operationCount > 0 else { continue }
      let shop = TimedShop(instance)
      let (schedule, other) = (TimedSchedule(shop), TimedSchedule(shop))
      let plan = randomPlan(instance, &random)
      schedule.load(machines: plan.machines, order: plan.order)
      for _ in 0..<40 {
        let v = random.below(instance.operationCount)
        let choices = instance.alternatives(of: v)
        let k = instance.machines[choices.lowerBound + random.below(choices.count)]
        let room = schedule.length[k] - (Int(schedule.machine[v]) == k ? 1 : 0)
        let n = random.below(room + 1)
        let limit = random.below(4) == 0 ? Int.max : schedule.total + random.below(20)
        let wanted = sequences(of: schedule, instance, moving: v, to: k, at: n)
        if random.below(8) == 0 { schedule.sortOrder() }
        let old = (schedule.plan, schedule.schedule, schedule.total)
        let isPossible = order(of: instance, wanted) != nil
        if let order = order(of: instance, wanted) {
          var machines = schedule.plan.machines
          machines[v] = Int32(k)
          other.load(machines: machines, order: order)
        }
        if schedule.move(v, to: k, at: n, limit: limit) {
          made += 1
          #expect(isPossible && schedule.total == other.total && schedule.total <= limit)
          #expect(schedule.schedule == other.schedule)
          #expect(sequences(of: schedule, instance) == wanted)
        } else {
          if isPossible { dear += 1 } else { cycles += 1 }
          #expect(!isPossible || other.total > limit)
          #expect(schedule.schedule == old.1 && schedule.total == old.2)
          #expect(schedule.plan.machines == old.0.machines && schedule.plan.order == old.0.order)
        }
        #expect(schedule.schedule.objective(in: instance) == .integer(schedule.total))
        // Without the triangle inequality operations of no length may hide a setup.
        if round % 2 == 1 || instance.conditions.setup == nil {
          #expect(schedule.schedule.violations(in: instance).isEmpty)
        }
      }
    }
    #expect(made > 1000 && cycles > 300 && dear > 300, "\(made) \(cycles) \(dear)")
  }

  @Test("A schedule that is loaded starts nothing later")
  func loads() throws {
    var random = RandomStream(seed: 302)
    for round in 0..<200 {
      let instance = try RandomShops.shop(
        &random, shortest: 1, conditions: true, setups: round % 2 == 0,
        objective: ShopObjective.allCases[round % 3])
      let shop = TimedShop(instance)
      let (first, second) = (TimedSchedule(shop), TimedSchedule(shop))
      let plan = randomPlan(instance, &random)
      first.load(machines: plan.machines, order: plan.order)
      second.load(first.schedule)
      #expect(second.schedule == first.schedule && second.total == first.total)
    }
  }

  private func sequences(
    of schedule: TimedSchedule, _ instance: FlexibleJobShopInstance
  ) -> [[Int]] {
    (0..<instance.machineCount).map { k in
      (0..<schedule.length[k]).map { Int(schedule.sequence[schedule.shop.flat.offset[k] + $0]) }
    }
  }

  private func sequences(
    of schedule: TimedSchedule, _ instance: FlexibleJobShopInstance, moving v: Int, to k: Int,
    at n: Int
  ) -> [[Int]] {
    var wanted = sequences(of: schedule, instance).map { $0.filter { $0 != v } }
    wanted[k].insert(v, at: n)
    return wanted
  }

  /// An order of all operations that follows jobs and sequences; nil where they make a cycle.
  private func order(of instance: FlexibleJobShopInstance, _ sequences: [[Int]]) -> [Int32]? {
    var next = Array(instance.firstOperation.dropLast())
    var done = sequences.map { _ in 0 }
    var order: [Int32] = []
    var isMoving = true
    while isMoving {
      isMoving = false
      for k in sequences.indices where done[k] < sequences[k].count {
        let i = sequences[k][done[k]]
        guard next[instance.jobOfOperation[i]] == i else { continue }
        order.append(Int32(i))
        next[instance.jobOfOperation[i]] += 1
        done[k] += 1
        isMoving = true
      }
    }
    return order.count == instance.operationCount ? order : nil
  }
}
