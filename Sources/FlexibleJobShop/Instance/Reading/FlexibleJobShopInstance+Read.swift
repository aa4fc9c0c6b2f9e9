import OptCore

extension FlexibleJobShopInstance {
  /// Reads an instance.
  ///
  /// - Throws: `InstanceError` with the exact place.
  public static func read(
    _ text: SourceText, objective: ShopObjective = .makespan
  ) throws(InstanceError) -> FlexibleJobShopInstance {
    var reader = FlexibleLayoutReader(text)
    let content = try reader.read()
    do throws(Invalid) {
      return try FlexibleJobShopInstance(
        name: text.stem, machineCount: content.machines, jobs: content.jobs, objective: objective)
    } catch {
      throw InstanceError(at: text.start, error.description)
    }
  }
}
