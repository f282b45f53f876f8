package wirebench.contract;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Tells each subject's scene to open its clients as the contract around it does.
final class OpensClients implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        var instances = context.getRequiredTestInstances();
        HttpClientContract contract =
                instances.findInstance(HttpClientContract.class).orElseThrow();
        instances.findInstance(Scene.class).ifPresent(scene -> scene.opensBy(contract::open));
    }
}
