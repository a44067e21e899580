package refute.specs.linear;

import java.util.Optional;
import refute.specs.model.ContainerModel;
import refute.specs.model.Model;
import refute.specs.model.SetModel;

/** Decides without search what can be decided so; the rest goes to the search for any model. Stateless. */
final class SearchByModel implements Search {
    @Override
    public <S> Finding search(Model<S> model, Operations operations, Allowance allowance) {
        Optional<Finding> decided = switch (model) {
            case ContainerModel container ->
                UniqueQueue.decide(container, operations).or(() -> UniqueContainer.decide(container, operations));
            case SetModel set -> SetElements.decide(set, operations, allowance);
            default -> Optional.empty();
        };
        return decided.orElseGet(() -> new SlotSearch().search(model, operations, allowance));
    }
}
