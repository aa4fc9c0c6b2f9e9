import OptCore

/// The settings about warps: `warps` and `cross-warp`.
extension LoopReadSettings {
  /// Their descriptions.
  static var warpDescriptions: [ParameterDescription] {
    [
      ParameterDescription(
        "warps", .integer(1...WarpSet.capacity), default: nil,
        "warps that stay, the first ones; of dependence graphs: warps there are, the first one loads; 6"
      ),
      ParameterDescription(
        "cross-warp", .flag, default: "true",
        "whether values in registers go from one warp to another; false = they stay where they are made"
      ),
    ]
  }

  /// - Throws: `InstanceError` when a loop without warps is to have fewer, or to hand over less between them.
  func refuseWarpSettings(
    _ text: SourceText, of instance: LoopInstance
  ) throws(InstanceError) {
    guard !instance.isJoint else { return }
    let given = warps.map { "-P warps=\($0)" } ?? (crossesWarps ? nil : "-P cross-warp=false")
    guard let given else { return }
    throw InstanceError(
      at: text.start, found: "\(given) and a loop without warps",
      expected: "a loop in mode joint")
  }

  /// Leaves out warps, then traffic between them.
  ///
  /// - Throws: `InstanceError` when what is left is no loop.
  func transformWarps(_ content: inout LoopContent) throws(InstanceError) {
    if let count = warps { try keep(count, &content) }
    guard !crossesWarps else { return }
    do throws(LoopInstance.Invalid) {
      content.instance = try content.instance.keepingValuesInWarps()
    } catch {
      throw content.place(0).error("-P cross-warp=false: \(error.description)")
    }
  }

  private func keep(_ count: Int, _ content: inout LoopContent) throws(InstanceError) {
    guard let warps = content.instance.machine.warps else { return }
    let setting = "-P warps=\(count): "
    guard count <= warps.count else {
      throw content.place(0).error(
        setting + "found more warps than the loop has, expected at most \(warps.count)")
    }
    if let own = warps.variableLatencyWarp, own >= count {
      throw content.place(0).error(
        setting + "found no warp \(own), which is that of variable latency,"
          + " expected at least \(own + 1) warps")
    }
    for (number, operation) in content.instance.operations.enumerated()
    where operation.warpCount > count {
      throw content.place(number).error(
        setting + "found \(operation.warpCount) as its number of warps, expected at most \(count):"
          + " no schedule of operation \(quoted(operation.id)) exists", kind: .infeasible)
    }
    do throws(LoopInstance.Invalid) {
      content.instance = try content.instance.keepingWarps(count)
    } catch {
      throw content.place(0).error(setting + error.description)
    }
  }
}
