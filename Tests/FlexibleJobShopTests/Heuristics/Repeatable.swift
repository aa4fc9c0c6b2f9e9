import FlexibleJobShop
import OptCore
import Testing

/// Expects of a method with one thread and a limit of work the same schedule again by the same seed, another by another one, and a
/// better one than dispatching has.
func expectRepeatable(_ method: String, work: Int, on instance: FlexibleJobShopInstance) throws {
  let family = FlexibleJobShopFamily()
  let results = try [1, 1, 2].map {
    try family.solve(instance, method: method, limits: SolveLimits(work: work), seed: $0)
  }
  let schedules = results.map { $0.incumbent?.solution }
  #expect(schedules[0] != nil && schedules[0] == schedules[1])
  #expect(schedules[0] != schedules[2])
  let dispatched = try family.solve(instance, method: "dispatch", settings: ["starts=1"])
  let (before, after) = (
    try #require(dispatched.incumbent?.objective.asInteger),
    try #require(results[0].incumbent?.objective.asInteger)
  )
  #expect(after < before)
}
