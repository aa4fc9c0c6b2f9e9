import OptCore

extension LoopInstance {
  /// Digest of all data but the name of the instance and that of its machine.
  ///
  /// - Complexity: O(size of the instance).
  public var digest: InstanceDigest {
    InstanceDigest(of: Array(JSONValue.object(data(machineName: "")).compact().utf8))
  }
}
